import { because, type Reason, type ReasonCode, saidBySage } from "../../feed/reason.ts";
import type { pushOperations, statements } from "../schema.ts";

type OfStatement = Pick<typeof statements.$inferSelect, "reason" | "refusal">;
type OfPush = Pick<typeof pushOperations.$inferSelect, "reason" | "errorMessage">;

const MOST_WORDS = 500;

/** A reason as it is stored with a statement. */
export function ofStatement(reason: Reason | null): OfStatement {
  if (reason === null) return { reason: null, refusal: null };
  return { reason: reason.code, refusal: "said" in reason ? reason.said.slice(0, MOST_WORDS) : reason.code };
}

/** A reason as it is stored with a push. */
export function ofPush(reason: Reason | null): OfPush {
  if (reason === null) return { reason: null, errorMessage: null };
  return { reason: reason.code, errorMessage: "said" in reason ? reason.said.slice(0, MOST_WORDS) : null };
}

/** The release before this one writes the words alone, and leaves beside them the code of what stood there before. */
export const statementReason = ({ reason, refusal }: OfStatement) =>
  refusal === null ? null : reasonIn(reason === refusal ? reason : null, refusal, "");

export const pushReason = ({ reason, errorMessage }: OfPush) =>
  reason === null && errorMessage === null ? null : reasonIn(reason, errorMessage ?? "", SAGE_DID_NOT);

function reasonIn(code: Reason["code"] | null, words: string, before: string): Reason {
  if (code === "refused-by-sage") return saidBySage(words);
  if (code !== null) return because(code);
  // Replicas of the release before this one write sentences while both run.
  const known = EARLIER_WORDS[words];
  return known ? because(known) : saidBySage(words.startsWith(before) ? words.slice(before.length) : words);
}

const SAGE_DID_NOT = "Sage did not take them: ";

/** The words of a statement whose account was connected to another one, of this release and of the one before. */
export const RECONNECTED: readonly string[] = ["reconnected", "the account was connected anew"];

/** The sentences that the release before this one stored; migration 0023 has those of all before it. */
const EARLIER_WORDS: Record<string, ReasonCode> = {
  "the account was connected anew": "reconnected",
  "The account is not connected any more.": "not-connected",
  "The connection is Unlinked: its user has to connect again.": "unlinked",
  "Sage did not say which bank the account is at.": "no-bank",
  "They are from before the account’s new start date; Sage does not want them.": "not-wanted",
  "None of the transactions was delivered: all are from before the feed’s start date.": "nothing-wanted",
  "None of the transactions was taken: see validation.errors.": "against-the-rules",
};
