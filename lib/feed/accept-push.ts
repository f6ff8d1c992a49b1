import type { CalendarDay } from "../calendar-day.ts";
import { endOf, isWanted } from "./fed-account.ts";
import type { FedAccount } from "./feed-life.ts";
import { beginningOf } from "./push-outcome.ts";
import type { PushStatus } from "./push-status.ts";
import type { Reason } from "./reason.ts";
import type { PushValidation } from "./validate-push.ts";

/** A line of an account, by its number here. */
type Numbered = { id: string; seq: number; day: CalendarDay };

/** A validated push, with the facts that the store has of its account at that moment. */
export type ValidatedPush = {
  /** The ids of its lines, in the order of the request. */
  ids: readonly string[];
  verdict: PushValidation;
  /** Lines of the account that have one of these ids. */
  known: readonly Numbered[];
  /** The last line that Sage's account of now has. */
  sentThrough: number;
  /** The first day that Sage wants; null where it did not say. */
  startDate: CalendarDay | null;
  timeoutMinutes: number | null;
};

export type AcceptedPush = {
  status: Exclude<PushStatus, "TimedOut">;
  reason: Reason | null;
  completedAt: Date | null;
  timesOutAt: Date | null;
  /** Lines of other pushes that it repeats and that are on their way: it shares their fate. */
  shared: readonly number[];
};

/** Decides how a push begins. A repeat of a line that is still on its way is not in Sage yet. */
export function acceptPush(push: ValidatedPush, now: Date): AcceptedPush {
  const { ids, verdict, known, sentThrough, startDate, timeoutMinutes } = push;
  const place = new Map(ids.map((id, index) => [id, index]));
  const onTheirWay = known
    .filter((line) => line.seq > sentThrough && isWanted(line, startDate))
    .toSorted((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))
    .map(({ seq }) => seq);
  const isAwaited = onTheirWay.length > 0 || verdict.fresh.some((line) => isWanted(line, startDate));
  const { status, reason } = beginningOf({ lines: ids.length, ...verdict }, isAwaited);
  const isPending = status === "Pending";
  return {
    status,
    reason,
    completedAt: isPending ? null : now,
    timesOutAt: timeoutMinutes === null ? null : new Date(now.getTime() + timeoutMinutes * 60_000),
    shared: isPending ? onTheirWay : [],
  };
}

/** The last line that Sage is to get: of the push's new lines and of those it repeats. Null when there is none. */
export function lastLineOf(
  fresh: readonly Pick<Numbered, "seq" | "day">[],
  shared: readonly number[],
  startDate: CalendarDay | null,
): number | null {
  const wanted = fresh.filter((line) => isWanted(line, startDate)).map(({ seq }) => seq);
  return [...shared, ...wanted].reduce<number | null>((last, seq) => Math.max(last ?? 0, seq), null);
}

/** Why an account takes no push; null where it takes them. */
export function pushRefusalOf(account: Pick<FedAccount, "status" | "isLinked">) {
  const end = endOf(account);
  if (!end) return null;
  return end.code === "unlinked" ? "connection-unlinked" : "account-not-connected";
}
