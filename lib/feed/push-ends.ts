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

/** A push as its institution sees it: over at the moment at which its time ran out, noted or not, whatever becomes of it. */
export function shownPush(push: PushTimes, now: Date): Pick<PushTimes, "status" | "completedAt"> {
  const isLate = push.status === LATE || hasRunOut(push, now);
  return isLate
    ? { status: LATE, completedAt: push.timesOutAt }
    : { status: push.status, completedAt: push.completedAt };
}

/** The name of a push once it has ended: a late one keeps its name when it is in Sage after all; one that has failed has failed. */
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
/** The event by which an institution is told that a push has got this name; null while it waits. */
export const newsOf = (status: PushStatus) => NEWS[status];

/** The same of a push that has ended; null of one that keeps its name, which was told already. */
export const newsOfEnd = (after: PushStatus, end: PushEnd["status"]) => (after === end ? newsOf(after) : null);

/** True of a push with lines after a place and none before: one that Sage has in part shares the fate of the statement in flight. */
export const isBehind = ({ lastLine, own }: { lastLine: number | null; own: readonly number[] }, place: number) =>
  lastLine !== null && lastLine > place && own.every((seq) => seq > place);

/** A push that waits, and one of which it repeats a line. */
export type Repeating = { push: string; of: string };

/** A push with those that repeat a line of it, or of one that does: all or nothing holds for each of them. */
export function withSharers(push: string, repeating: readonly Repeating[]): string[] {
  const sharers = Map.groupBy(repeating, ({ of }) => of);
  const failing = new Set([push]);
  for (const one of failing) for (const sharer of sharers.get(one) ?? []) failing.add(sharer.push);
  return [...failing];
}
