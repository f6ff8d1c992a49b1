/** What we say ourselves of a push or a statement that came to nothing, as institutions read it; all else is Sage’s own. */
export const OWN_WORDS = {
  connectedAnew: "the account was connected anew",
  notConnected: "The account is not connected any more.",
  unlinked: "The connection is Unlinked: its user has to connect again.",
  noBank: "Sage did not say which bank the account is at.",
  notWanted: "They are from before the account’s new start date; Sage does not want them.",
  againstTheRules: "None of the transactions was taken: see validation.errors.",
} as const;

/** Which of our own words a text is; null where it is Sage’s. */
export function ownWordOf(text: string) {
  const names = Object.keys(OWN_WORDS) as (keyof typeof OWN_WORDS)[];
  return names.find((name) => OWN_WORDS[name] === text) ?? null;
}

const SAGE_DID_NOT = "Sage did not take them: ";

/** What an institution reads of a push that Sage refused. */
export const refusedBySage = (why: string) => `${SAGE_DID_NOT}${why}`.slice(0, 500);

/** Sage’s words in what an institution reads; null where they are not Sage’s. */
export const sageWordsIn = (text: string) => (text.startsWith(SAGE_DID_NOT) ? text.slice(SAGE_DID_NOT.length) : null);
