import type { PushStatus } from "./push-status.ts";

/** A push whose lines are in a refused statement. */
export type RefusedPush = {
  status: PushStatus;
  isCompleted: boolean;
  /** An account of Sage's has taken a line of it before; others may have repeated such a line as delivered. */
  cameToSage: boolean;
};

/**
 * Says how a feed goes on after Sage has refused a statement with lines of these pushes. `singly`: posting one push at
 * a time shows which of them Sage refuses. `history`: their institution was told that they are in Sage, so they stay
 * next. `failed`: the push has failed, and its lines may be pushed again.
 */
export function afterRefusal([push, ...others]: readonly RefusedPush[]): "singly" | "history" | "failed" {
  if (others.length > 0) return "singly";
  if (!push?.isCompleted) return "failed";
  return push.status !== "Failed" || push.cameToSage ? "history" : "failed";
}
