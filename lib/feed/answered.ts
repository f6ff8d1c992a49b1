import { latestAnswer } from "../connection/sage-answer.ts";
import { afterRefusal } from "./after-refusal.ts";
import { endOf, endOfStatement, isDisconnectedHere, isTakenElsewhere } from "./fed-account.ts";
import type {
  AccountInSage,
  Content,
  Feed,
  FeedEffect,
  FeedEvent,
  FeedStepped,
  InFlight,
  Next,
  PostAnswer,
  Repeated,
  StateAnswer,
} from "./feed-life.ts";
import {
  FIRST_LOOK,
  LONG_UNDERWAY,
  LONGEST_LOOK,
  LONGEST_PAUSE,
  NEXT_TRY_AFTER_AUTHORISATION,
  nextLook,
  pauseAfter,
  pauseUnanswered,
} from "./pauses.ts";
import { because, type Reason, saidBySage } from "./reason.ts";
import { BACK_IN_SAGE_MS } from "./reauthorisation.ts";
import { knownToSage, mostAfterTaken } from "./restored.ts";

/** Refusals of a statement of which an earlier try may have been taken. */
const BELIEVED_AFTER = 3;
/** Tries by which Sage has been at the statement before for some five minutes. */
const LONG_BUSY = 9;

type AboutStatement = Extract<FeedEvent, { statement: unknown }>;

/** A feed whose statement in flight has an answer. */
type Answered = {
  feed: Feed;
  held: InFlight;
  now: Date;
  /** Sage may have it from a try before this one. */
  isOutcomeUnknown: boolean;
};

/** Decides what becomes of a feed when the statement in flight is tried, or has an answer. */
export function answered(feed: Feed, before: InFlight, event: AboutStatement, now: Date): FeedStepped {
  const held = { ...before, sageAnswer: answerAfter(before.sageAnswer, event) };
  if (event.type === "tried") {
    // Another runner's try has been answered since this one looked.
    if (held.sageStatementId !== null)
      return goOn({ feed, held, now, isOutcomeUnknown: held.isOutcomeUnknown }, {}, again(0));
    const attempts = held.attempts + 1;
    const after: Feed = { ...feed, held: { ...held, attempts, isOutcomeUnknown: true } };
    return { after, effects: [], next: { do: "send", attempts, wasUnknown: held.isOutcomeUnknown } };
  }
  if ("wasUnknown" in event) {
    // In a store that came from a backup at this moment, the try's outcome is unknown too.
    const isOutcomeUnknown = event.wasUnknown || held.isRestored;
    return afterTry({ feed, held, now, isOutcomeUnknown }, event);
  }
  return afterLook({ feed, held, now, isOutcomeUnknown: held.isOutcomeUnknown }, event);
}

/** The answer that is kept after an event: one that says that Sage has the statement leaves none. */
function answerAfter(before: InFlight["sageAnswer"], event: AboutStatement) {
  if ("sageAnswer" in event) return latestAnswer(before, event.sageAnswer);
  return event.type === "tried" || event.type === "no-turn" ? before : null;
}

const again = (seconds: number): Next => ({ do: "look-again", seconds });
const unanswered = (attempts: number): Next => ({ do: "await-sage", seconds: pauseUnanswered(attempts) });
const askAccount: Next = { do: "ask-account" };

/** Goes on with the statement in flight. */
const goOn = (
  { feed, held }: Answered,
  change: Partial<InFlight>,
  next: Next,
  effects: readonly FeedEffect[] = [],
): FeedStepped => ({ after: { ...feed, held: { ...held, ...change } }, effects, next });

/** The statement in flight has ended. */
const ended = (
  { feed, held }: Answered,
  change: Partial<Feed>,
  reason: Reason | null,
  effects: readonly FeedEffect[] = [],
): FeedStepped => ({
  after: { ...feed, ...change, held: null },
  effects: [endOfStatement(held, reason), ...effects],
  next: again(0),
});

/** Nothing of its account goes before it, and somebody has to look. */
const standStill = (about: Answered, change: Partial<InFlight>, reason: Reason, next: Next) =>
  goOn(about, { ...change, reason }, next, [{ type: "alert", reason }]);

function afterTry(about: Answered, answer: PostAnswer): FeedStepped {
  const { held, isOutcomeUnknown, now } = about;
  const { attempts } = held;
  // Certainly not taken by this try; one before it may have been.
  const notTaken = { isOutcomeUnknown };
  switch (answer.type) {
    case "posted": {
      const { sageStatementId } = answer;
      return goOn(about, { sageStatementId, postedAt: now, isOutcomeUnknown, reason: null }, again(FIRST_LOOK));
    }
    case "no-turn":
      return goOn(about, notTaken, again(FIRST_LOOK));
    case "unreachable":
      return goOn(about, answer.mayBeTaken ? {} : notTaken, unanswered(attempts));
    case "busy": {
      // Ours of an earlier try, maybe: once Sage has finished it, the repeat is a duplicate.
      const next = again(pauseAfter(attempts, LONGEST_LOOK));
      if (attempts < LONG_BUSY) return goOn(about, notTaken, next);
      return standStill(about, notTaken, because("behind-another"), next);
    }
    case "duplicate":
      return conclude(changed(about, notTaken), answer.repeated, answer.said, answer.content);
    case "refused":
      return answer.account === null
        ? goOn(about, {}, askAccount)
        : refusedAtOnce(about, answer.account, answer.said, answer.content);
  }
}

const changed = (about: Answered, change: Partial<InFlight>): Answered => ({
  ...about,
  held: { ...about.held, ...change },
});

/** The account's state in Sage decides whether a refusal is believed: its reason may be in the account. */
function refusedAtOnce(about: Answered, account: AccountInSage, said: string, content: Content): FeedStepped {
  const { feed, held, isOutcomeUnknown, now } = about;
  const { attempts } = held;
  const isBack = isOnTheWayBack(feed, now);
  const isDisconnected = isDisconnectedHere(feed.account);
  const notTaken = changed(about, { isOutcomeUnknown });
  if (account === "ended") return conclude(notTaken, "no", said, content);
  // Sage says this to everything and may have the statement. An account disconnected by its institution waits for no
  // user.
  if (account === "auth-required" && isDisconnected && isOutcomeUnknown)
    return standStill(about, {}, saidBySage(said), again(LONGEST_PAUSE));
  const isOfTheLines =
    account === "active" || (account === "unsaid" && !isBack) || (account === "auth-required" && isDisconnected);
  const refusals = held.refusals + 1;
  // Had it been taken, Sage would call it a duplicate: once is not enough to believe that it was not.
  if (isOfTheLines && isOutcomeUnknown && refusals < BELIEVED_AFTER)
    return goOn(about, { refusals }, again(pauseAfter(attempts, LONGEST_LOOK)));
  if (isOfTheLines) return conclude(notTaken, "no", said, content);
  if (account === "changed") return goOn(notTaken, {}, again(0));
  if (account === "unanswered") return goOn(notTaken, {}, unanswered(attempts));
  if (account === "auth-required") return notYet(notTaken, NEXT_TRY_AFTER_AUTHORISATION);
  // Its user may not be back in Sage yet.
  return goOn(notTaken, {}, again(isBack ? NEXT_TRY_AFTER_AUTHORISATION : pauseAfter(attempts)));
}

function afterLook(about: Answered, answer: StateAnswer): FeedStepped {
  const { feed, held, now } = about;
  const seconds = held.postedAt ? (now.getTime() - held.postedAt.getTime()) / 1000 : 0;
  const isLong = seconds > LONG_UNDERWAY;
  // Sage may not answer for an account that it disconnected.
  if (isTakenElsewhere(feed, held) && answer.type !== "completed" && (answer.type !== "state-unanswered" || isLong))
    return ended(about, {}, because("reconnected"));
  switch (answer.type) {
    case "completed":
      return delivered(about, mostAfterTaken(feed.mostLines));
    case "state-unanswered":
      return goOn(about, {}, unanswered(3));
    case "underway":
      // Sage may not finish a statement for an account that it disconnected.
      if (isLong && answer.account === null) return goOn(about, {}, askAccount);
      return goOn(about, {}, again(answer.account === "changed" ? 0 : nextLook(seconds)));
    case "not-found":
      return goOn(about, FORGOTTEN, again(FIRST_LOOK));
    case "failed-later":
      if (answer.repeated !== "no") return conclude(about, answer.repeated, answer.said, answer.content);
      return answer.account === null
        ? goOn(about, {}, askAccount)
        : failedLater(about, answer.account, answer.said, answer.content);
  }
}

/** It is posted once more, and may be there all the same. */
const FORGOTTEN = { sageStatementId: null, postedAt: null, isOutcomeUnknown: true } as const;

/** Sage took a statement and could not finish it. The account may be the reason, as with an immediate refusal. */
function failedLater(about: Answered, account: AccountInSage, said: string, content: Content): FeedStepped {
  const { feed, held, isOutcomeUnknown } = about;
  const { attempts } = held;
  if (account === "changed") return goOn(about, {}, again(0));
  if (account === "unanswered") return goOn(about, {}, unanswered(attempts));
  if (account === "unclear") return goOn(about, {}, again(LONGEST_LOOK));
  const end = endOf(feed.account);
  // No user is waited for to whom nothing will go, unless Sage may have it.
  if (account === "auth-required" && (!end || isOutcomeUnknown)) {
    const forgotten = changed(about, FORGOTTEN);
    if (end?.code === "not-connected") return goOn(forgotten, {}, again(LONGEST_PAUSE));
    return notYet(forgotten, NEXT_TRY_AFTER_AUTHORISATION);
  }
  const refusals = held.refusals + 1;
  // A try before it may have been taken: posted once more, it is a duplicate then.
  if (account !== "ended" && isOutcomeUnknown && refusals < BELIEVED_AFTER)
    return goOn(about, { ...FORGOTTEN, refusals }, again(pauseAfter(attempts, LONGEST_LOOK)));
  return conclude(about, "no", said, content);
}

/**
 * A duplicate after a try without an answer shows that Sage took the try. If Sage's text leaves open which lines it
 * has, the feed believes neither. A line reported as delivered would be lost; one reported as failed would be pushed
 * for ever.
 */
function conclude(about: Answered, repeated: Repeated, said: string, content: Content): FeedStepped {
  const { feed, held, isOutcomeUnknown } = about;
  if (repeated !== "no" && isOutcomeUnknown) {
    // Sage may have some of its lines. A disconnected account cannot get the others.
    const isInParts = held.isRestored && endOf(feed.account) === null;
    if (isInParts && !(repeated === "maybe" && held.lines === 1)) return inParts(about, content);
    if (repeated === "yes") return delivered(about, mostAfterTaken(feed.mostLines));
    return standStill(about, {}, saidBySage(said), again(LONGEST_PAUSE));
  }
  return refused(about, saidBySage(said), content);
}

/** Sage has a line of a restored store's statement, maybe not all. Its lines follow in smaller parts. */
function inParts(about: Answered, { isNamed }: Content): FeedStepped {
  const { feed, now } = about;
  const { is, mostLines } = knownToSage(isNamed, feed.mostLines);
  if (is === "delivered") return delivered(about, mostLines);
  return ended(about, { mostLines, lookedAt: now }, because("has-some"));
}

/** All of it is in Sage. */
function delivered(about: Answered, mostLines: Feed["mostLines"]): FeedStepped {
  const { feed, held, now } = about;
  if (held.kind === "reauthorise") return ended(about, feed.reauthorisation === "asked" ? required(now) : {}, null);
  const isFed = feed.sentTo === held.sageBankAccountId;
  const change = {
    sentThrough: held.lastLine,
    lookedAt: now,
    reauthorisation: feed.reauthorisation === "given" ? null : feed.reauthorisation,
    mostLines,
  };
  return ended(about, isFed ? change : {}, null, [
    { type: "complete", through: held.lastLine },
    { type: "note-balance", statementId: held.id },
  ]);
}

/** Sage will not take it. */
function refused(about: Answered, reason: Reason, { pushes }: Content): FeedStepped {
  const { feed, held, now } = about;
  if (held.kind === "reauthorise") {
    const change = { reauthorisation: null, reauthorisationAt: null, lookedAt: now };
    return ended(about, feed.reauthorisation === "asked" ? change : {}, reason);
  }
  const [push] = pushes;
  switch (afterRefusal(pushes)) {
    case "singly":
      return ended(about, { singlyThrough: held.lastLine, lookedAt: now }, reason);
    case "history":
      return standStill(about, { sageStatementId: null, postedAt: null }, reason, again(LONGEST_PAUSE));
    case "failed":
      // Sage took all or nothing: none of their lines is in Sage, and each may be pushed again.
      return ended(about, { sentThrough: held.lastLine, lookedAt: now }, reason, [
        ...(push ? [{ type: "fail", which: { push: push.id }, reason } as const] : []),
        // A push that had failed before does not fail now. Its lines go too, or they would count as sent.
        ...(push?.isCompleted ? [{ type: "free-lines", push: push.id } as const] : []),
      ]);
  }
}

/** Sage took nothing because its user is not back yet. The job tries again for a limited time. */
function notYet(about: Answered, seconds: number): FeedStepped {
  const { feed, held, now } = about;
  if (isOnTheWayBack(feed, now)) return goOn(about, {}, again(seconds));
  // Sage already asks its user; a second request would make it ask twice.
  const isSaid = held.kind === "reauthorise";
  return {
    after: { ...feed, ...required(now), held: isSaid ? null : held },
    effects: isSaid ? [endOfStatement(held, null)] : [],
    next: again(seconds),
  };
}

const required = (now: Date) =>
  ({ reauthorisation: "required", reauthorisationAt: now, askedInVain: 0, lookedAt: now }) as const;

/** True while the user may still be on the return to Sage, which takes nothing until then. */
const isOnTheWayBack = ({ reauthorisation, reauthorisationAt }: Feed, now: Date) =>
  reauthorisation === "given" && now.getTime() - (reauthorisationAt?.getTime() ?? 0) < BACK_IN_SAGE_MS;
