import type { Context } from "hono";

/** The request's JSON, or undefined when there is none to read. */
export async function jsonBody(c: Context): Promise<unknown> {
  return c.req.json().catch(() => undefined);
}
