import type { FedAccount, Feed, FeedEffect, InFlight } from "./feed-life.ts";
import { because, type Reason } from "./reason.ts";

/** Why nothing new is posted for an account, though what began may have to come to its end; null as long as something is. */
export function endOf({ status, isLinked }: Pick<FedAccount, "status" | "isLinked">) {
  if (status !== "connected") return because("not-connected");
  return isLinked ? null : because("unlinked");
}

/** A statement's end; the doubt about its tries is kept for those that follow with the same lines. */
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
