import type { Reason, ReasonCode } from "../../feed/reason.ts";

/** Why a push came to nothing, in the words that institutions read. */
const WORDS: Record<ReasonCode, string> = {
  reconnected: "The account was connected to another account in Sage.",
  "has-some": "Sage has some of its transactions already; they are posted again in smaller parts.",
  "behind-another": "Sage has been at the statement before it for minutes.",
  "not-connected": "The account is not connected any more.",
  unlinked: "The connection is Unlinked: its user has to connect again.",
  "no-bank": "Sage did not say which bank the account is at.",
  "not-wanted": "They are from before the account’s new start date; Sage does not want them.",
  "nothing-wanted": "None of the transactions was delivered: all are from before the feed’s start date.",
  "against-the-rules": "None of the transactions was taken: see validation.errors.",
};

/** The `errorMessage` of a push. */
export const reasonWords = (reason: Reason) =>
  "said" in reason ? `Sage did not take them: ${reason.said}`.slice(0, 500) : WORDS[reason.code];
