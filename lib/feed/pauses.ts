import type { Reauthorisation } from "./reauthorisation.ts";

/** Seconds. Sage is mostly done with a statement by then: to look sooner is to look twice, and each look is one of ten requests a second. */
export const FIRST_LOOK = 2;
export const LONGEST_LOOK = 60;
export const LONGEST_PAUSE = 300;
/**
 * An account that had no answer asks again so soon, unless Sage is away for all: then it waits for Sage's return. With a try that hangs
 * until its time is over, that stays below half a minute after Sage's first answer.
 */
const LONGEST_UNANSWERED = 5;
/** For a user who is on the way back to Sage. */
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

/** How soon Sage is asked first if a user has authorised again; then after twice as long each time, and at last daily. */
export const ASK_FOR_USER_MS = 5 * 60_000;
export const DOUBLINGS = 8;

type Asking = { reauthorisation: Reauthorisation | null; reauthorisationAt: Date | null; askedInVain: number };

/** True when it is time to ask Sage if the user has authorised again. */
export function isAskDue({ reauthorisation, reauthorisationAt, askedInVain }: Asking, now: Date) {
  if (reauthorisation !== "required") return false;
  const pause = ASK_FOR_USER_MS * 2 ** Math.min(askedInVain, DOUBLINGS);
  return now.getTime() - (reauthorisationAt?.getTime() ?? 0) >= pause;
}

/** True of an account with something to post that somebody should look at: one that waits for its user is asked about now and then. */
export const isLookDue = (feed: Asking, now: Date) => feed.reauthorisation !== "required" || isAskDue(feed, now);
