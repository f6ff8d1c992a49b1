import { ok, type Result, refuse } from "../result.ts";
import type { Condition } from "./query.ts";

export type Order<O extends string> = { by: O; descending: boolean };

/** Which part of a list is asked for. Without an order the list goes by creation; either way no two pages overlap. */
export type ListQuery<F extends string, O extends string> = {
  page: number;
  pageSize: number;
  where: readonly Condition<F>[];
  order: Order<O> | null;
};

export type Page<T> = { results: T[]; total: number };

/** Reads `field` or `-field`. A refusal is the sentence for the caller. */
export function parseOrder<O extends string>(text: string, fields: readonly O[]): Result<Order<O>, string> {
  const descending = text.startsWith("-");
  const written = (descending ? text.slice(1) : text).trim();
  const by = fields.find((field) => field.toLowerCase() === written.toLowerCase());
  return by
    ? ok({ by, descending })
    : refuse(`Error parsing orderBy - Could not resolve property ${written} on Dataset`);
}
