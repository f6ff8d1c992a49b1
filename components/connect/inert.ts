"use server";

/** Where a page is only looked at, its forms do nothing. */
export async function remain() {}
