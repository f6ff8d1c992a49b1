import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { z } from "zod";
import { jsonBody } from "../json-body.ts";

/** A control's refusal: what is wrong, in words. */
export const problem = (c: Context, text: string, status: ContentfulStatusCode = 400) =>
  c.json({ problem: text }, status);

/** Reads a control's JSON body; answers 400 with the reasons when it does not fit. */
export async function readControl<T>(c: Context, schema: z.ZodType<T>): Promise<{ value: T } | { refused: Response }> {
  const parsed = schema.safeParse(await jsonBody(c));
  return parsed.success ? { value: parsed.data } : { refused: problem(c, z.prettifyError(parsed.error)) };
}
