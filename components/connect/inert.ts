"use server";

import type { FormState } from "./form-types.ts";

/** Where a page is only looked at, its forms do nothing. */
export async function stay(previous: FormState): Promise<FormState> {
  return previous;
}

export async function remain() {}
