import type { EventType } from "../institution/webhook.ts";
import type { PushStatus } from "./push-status.ts";
import { because, type Reason } from "./reason.ts";

/** How a push ends, and why where it has failed. */
export type PushEnd = { status: "Success"; reason: null } | { status: "Failed"; reason: Reason };

export const DELIVERED: PushEnd = { status: "Success", reason: null };
export const failedFor = (reason: Reason): PushEnd => ({ status: "Failed", reason });
/** Sage wants none of its lines. They stay: connected once more, from an earlier date, the account gets them. */
export const UNWANTED = failedFor(because("not-wanted"));

type PushTimes = { status: PushStatus; completedAt: Date | null; timesOutAt: Date | null };

/** True of a push that has run out of its time, and is not called so yet. */
export const hasRunOut = ({ status, timesOutAt }: Omit<PushTimes, "completedAt">, now: Date) =>
  status === "Pending" && timesOutAt !== null && timesOutAt <= now;

/** The name of a push that has run out of its time: the name alone, its lines go on. */
export const LATE: PushStatus = "TimedOut";

/**
 * A push as its institution sees it. It has ended once its time ran out, recorded or not, whatever its later outcome.
 */
export function shownPush(push: PushTimes, now: Date): Pick<PushTimes, "status" | "completedAt"> {
  const isLate = push.status === LATE || hasRunOut(push, now);
  return isLate
    ? { status: LATE, completedAt: push.timesOutAt }
    : { status: push.status, completedAt: push.completedAt };
}

/** The name of an ended push. A late one keeps its name when it reaches Sage; a failed one stays failed. */
export const statusAfter = (before: PushStatus, end: PushEnd["status"]): PushStatus =>
  before === LATE && end === "Success" ? LATE : end;

/** True of an end before which a push that has run out of its time has to be called so. */
export const keepsLateName = (end: PushEnd["status"]) => statusAfter(LATE, end) === LATE;

const NEWS: Record<PushStatus, EventType | null> = {
  Pending: null,
  Success: "bankTransactions.write.successful",
  Failed: "bankTransactions.write.unsuccessful",
  TimedOut: "bankTransactions.write.unsuccessful",
};
/** The event that informs an institution of this name of a push; null while it waits. */
export const newsOf = (status: PushStatus) => NEWS[status];

/** The same of an ended push; null of one that keeps its name, which was reported already. */
export const newsOfEnd = (after: PushStatus, end: PushEnd["status"]) => (after === end ? newsOf(after) : null);

/** True of a push with lines only after a place. One that Sage has in part ends with the statement in flight. */
export const isBehind = ({ lastLine, own }: { lastLine: number | null; own: readonly number[] }, place: number) =>
  lastLine !== null && lastLine > place && own.every((seq) => seq > place);

/** A push that waits, and one of which it repeats a line. */
export type Repeating = { push: string; of: string };

/** A push with those that share a line with it, directly or through others. All or nothing holds for each. */
export function withSharers(push: string, repeating: readonly Repeating[]): string[] {
  const sharers = Map.groupBy(repeating, ({ of }) => of);
  const failing = new Set([push]);
  for (const one of failing) for (const sharer of sharers.get(one) ?? []) failing.add(sharer.push);
  return [...failing];
}
