"use client";

export { default } from "../(signed-in)/error.tsx";
