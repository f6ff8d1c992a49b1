import { z } from "zod";
import { Region } from "./setup.ts";
import { BODIES } from "./spoilt-response.ts";

const isPattern = (text: string) => {
  try {
    return Boolean(new RegExp(text));
  } catch {
    return false;
  }
};

const Match = z.strictObject({
  method: z.string().toUpperCase().optional(),
  path: z.string().refine(isPattern, "neither a path prefix nor a regular expression").optional(),
  region: Region.optional(),
});

const Answer = z.strictObject({
  status: z.int().min(200).max(599),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  /** A body by its name, in place of `body`. */
  as: z.enum(BODIES).optional(),
});

const Action = z.union([
  Answer,
  z.strictObject({ delayMs: z.int().min(0).max(60_000) }),
  z.strictObject({ hang: z.literal(true) }),
  z.strictObject({ reset: z.literal(true) }),
  Answer.partial({ status: true }).extend({
    after: z.enum(["apply-then-reset", "apply-then-hang", "apply-then-status"]),
  }),
]);
export type FaultAction = z.output<typeof Action>;

/** One way of going wrong, for the requests it matches, so many times. */
export const Fault = z.strictObject({
  match: Match.default({}),
  times: z.union([z.int().min(1), z.literal("always")]).default(1),
  action: Action,
});
export type Fault = z.output<typeof Fault>;

/**
 * True when a fault is meant for this request. A path that starts with "/" is a prefix, any other is a regular
 * expression.
 */
export function matches({ match }: Fault, method: string, path: string): boolean {
  if (match.method && match.method !== method) return false;
  if (match.region && !path.startsWith(`/${match.region}/`)) return false;
  if (match.path === undefined) return true;
  return match.path.startsWith("/") ? path.startsWith(match.path) : new RegExp(match.path).test(path);
}

/** Takes the first fault that matches and uses up one of its times. */
export function takeFault(faults: Fault[], method: string, path: string): FaultAction | undefined {
  const index = faults.findIndex((fault) => matches(fault, method, path));
  const fault = faults[index];
  if (!fault) return undefined;
  if (fault.times !== "always") {
    fault.times -= 1;
    if (fault.times === 0) faults.splice(index, 1);
  }
  return fault.action;
}
