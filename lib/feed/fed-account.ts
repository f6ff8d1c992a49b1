import type { CalendarDay } from "../calendar-day.ts";
import type { FedAccount, Feed, FeedEffect, InFlight } from "./feed-life.ts";
import { because, type Reason } from "./reason.ts";

/** Why nothing new is posted for an account; null while something is. A statement under way may still be finished. */
export function endOf({ status, isLinked }: Pick<FedAccount, "status" | "isLinked">) {
  if (status !== "connected") return because("not-connected");
  return isLinked ? null : because("unlinked");
}

/** A statement's end. An unknown outcome of its tries stays for statements that follow with the same lines. */
export const endOfStatement = ({ id, isOutcomeUnknown, sageAnswer }: InFlight, reason: Reason | null): FeedEffect => ({
  type: "end-statement",
  id,
  reason,
  // Beside a reason alone: one that Sage has needs no refusal.
  sageAnswer: reason && sageAnswer,
  isOutcomeUnknown,
});

/** An earlier account in Sage has the statement, and its outcome is unknown. */
export const isTakenElsewhere = ({ account }: Feed, held: InFlight) =>
  held.kind === "lines" && held.sageStatementId !== null && held.sageBankAccountId !== account.sageBankAccountId;

/** True of an account disconnected by its institution: no other one in Sage follows it, and it waits for no user. */
export const isDisconnectedHere = (account: Pick<FedAccount, "status" | "isLinked">) =>
  endOf(account)?.code === "not-connected";

/** True of a line that Sage is to have, as far as the feed's start date says. */
export const isWanted = ({ day }: { day: CalendarDay }, startDate: CalendarDay | null) =>
  startDate === null || day >= startDate;

type Sent = { sentTo: string | null; sentThrough: number };

/** True where the feed was last sent to another account in Sage than the present one, or to none yet. */
export const isElsewhere = ({ sentTo }: Pick<Sent, "sentTo">, to: string | null): to is string =>
  to !== null && sentTo !== to;

/** How far Sage's account of now has come: another one than before begins at the first line. */
export const sentThroughOf = ({ sentTo, sentThrough }: Sent, to: string | null) =>
  to === null || isElsewhere({ sentTo }, to) ? 0 : sentThrough;
