"use client";

import type { ComponentProps } from "react";
import { CopyButton } from "../ui/copy-button.tsx";
import { BUTTON, LOOKS } from "./button.tsx";

/** Copies, as one of the console's own buttons. */
export const Copy = (props: Omit<ComponentProps<typeof CopyButton>, "className">) => (
  <CopyButton {...props} className={`${BUTTON} ${LOOKS.secondary}`} />
);
