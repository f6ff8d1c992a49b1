/** Why a push or a statement of ours came to nothing, or stands still, where the reason is not Sage's. */
export const REASON_CODES = [
  /** The account was connected to another account of Sage's: that one gets the lines. */
  "reconnected",
  /** Sage has some of the lines already; the job posts them again in smaller parts. */
  "has-some",
  /** Sage has been at the statement before it for minutes. */
  "behind-another",
  /** The account is not connected any more. */
  "not-connected",
  /** The institution has unlinked the connection. */
  "unlinked",
  /** Sage did not say which bank the account is at. */
  "no-bank",
  /** All lines are from before the account's new start date. */
  "not-wanted",
  /** All transactions of the push were from before the feed's start date. */
  "nothing-wanted",
  /** The push has errors: none of it was taken. */
  "against-the-rules",
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** A reason of ours, or Sage's own answer. */
export type Reason = { code: ReasonCode } | { code: "refused-by-sage"; said: string };

export const because = (code: ReasonCode): Reason => ({ code });
export const saidBySage = (said: string): Reason => ({ code: "refused-by-sage", said });
