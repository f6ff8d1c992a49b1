"use server";

import { z } from "zod";
import type { FormState } from "./form-types.ts";

const State = z.object({
  answers: z.number(),
  problems: z.array(z.object({ field: z.string(), text: z.string() })),
  values: z.record(z.string(), z.array(z.string())),
  intent: z.string().exactOptional(),
});

/** Where a page is only looked at, its forms do nothing. An action can be called with anything: only a state is shown again. */
export async function stay(previous: FormState): Promise<FormState> {
  return State.safeParse(previous).data ?? { answers: 0, problems: [], values: {} };
}

export async function remain() {}
