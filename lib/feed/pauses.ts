import type { Reauthorisation } from "./reauthorisation.ts";

/**
 * Seconds after which Sage has mostly finished a statement. An earlier look costs one of ten requests a second for
 * nothing.
 */
export const FIRST_LOOK = 2;
export const LONGEST_LOOK = 60;
export const LONGEST_PAUSE = 300;
/**
 * Seconds until an account without an answer asks again. While Sage is away for all, it waits for Sage's return. Even
 * with a try that times out, that is less than half a minute after Sage's first answer.
 */
const LONGEST_UNANSWERED = 5;
/** Seconds to wait for a user who is on the return to Sage. */
export const NEXT_TRY_AFTER_AUTHORISATION = 15;
/** Sage has finished most by then by far. */
export const LONG_UNDERWAY = 600;
/** Another runner is at the account; longer than a pause that is waited for. */
export const TAKEN = 5;

/** Waits longer after each try that came to nothing, five minutes at most. */
export const pauseAfter = (attempts: number, longest = LONGEST_PAUSE) =>
  Math.min(longest, Math.max(FIRST_LOOK, 2 ** Math.min(attempts, 9)));

/** The pause after a request that Sage did not answer. */
export const pauseUnanswered = (attempts: number) => pauseAfter(attempts, LONGEST_UNANSWERED);

/** The longer Sage has been at a statement, the seldomer it is asked. */
export const nextLook = (seconds: number) => Math.round(Math.min(LONGEST_LOOK, Math.max(FIRST_LOOK, seconds / 2)));

/**
 * Seconds until the first question to Sage if a user has authorised again. Each pause is twice the one before, at most
 * a day.
 */
export const ASK_FOR_USER_MS = 5 * 60_000;
export const DOUBLINGS = 8;

type Asking = { reauthorisation: Reauthorisation | null; reauthorisationAt: Date | null; askedInVain: number };

/** True when it is time to ask Sage if the user has authorised again. */
export function isAskDue({ reauthorisation, reauthorisationAt, askedInVain }: Asking, now: Date) {
  if (reauthorisation !== "required") return false;
  const pause = ASK_FOR_USER_MS * 2 ** Math.min(askedInVain, DOUBLINGS);
  return now.getTime() - (reauthorisationAt?.getTime() ?? 0) >= pause;
}

/**
 * True of an account that has something to post and needs a look. One that waits for its user is looked at
 * occasionally.
 */
export const isLookDue = (feed: Asking, now: Date) => feed.reauthorisation !== "required" || isAskDue(feed, now);
