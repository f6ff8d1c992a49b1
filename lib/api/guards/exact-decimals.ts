import type { MiddlewareHandler } from "hono";
import type { ApiEnv } from "../env.ts";

/** A number as it was written, digit by digit: JavaScript might change it. */
export class WrittenNumber {
  readonly digits: string;
  constructor(digits: string) {
    this.digits = digits;
  }
}

const AMOUNTS = new Set(["amount", "balance"]);

/** Reads a body's amounts as they were written. */
export const exactDecimals: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const text = await c.req.text();
  // biome-ignore lint/suspicious/noExplicitAny: what it is is for the schema to say
  c.req.json = async (): Promise<any> =>
    parsed(text, (key, value, source) => (AMOUNTS.has(key) ? new WrittenNumber(source) : value));
  await next();
};

/** A body as it goes into an answer again, every number as it was written. */
export const echoOf = (text: string) =>
  parsed(text, (_, __, source) => JSON.rawJSON(source)) as Record<string, unknown>;

/** JSON of which each number is made by `make`, which sees how it was written. */
function parsed(text: string, make: (key: string, value: number, source: string) => unknown): unknown {
  const revive = (key: string, value: unknown, context?: { source?: string }) =>
    typeof value === "number" && context?.source !== undefined ? make(key, value, context.source) : value;
  return JSON.parse(text, revive as (key: string, value: unknown) => unknown);
}
