import type { CalendarDay } from "../calendar-day.ts";
import { answered } from "./answered.ts";
import { endOf, endOfStatement, isTakenElsewhere } from "./fed-account.ts";
import type { AccountInSage, Feed, FeedEffect, FeedEvent, FeedStepped, InFlight, LinesFound } from "./feed-life.ts";
import { isAskDue, pauseUnanswered, TAKEN } from "./pauses.ts";
import { because, type Reason } from "./reason.ts";

/** No feed begins before it. */
const EVER = "1900-01-01" as CalendarDay;

/** Decides what becomes of an account's feed: the same feed, event and time always give the same answer. */
export function feedStep(feed: Feed, event: FeedEvent, now: Date): FeedStepped {
  switch (event.type) {
    case "looked":
      return look(feed, now);
    case "lines-found":
      return event.lines ? open(feed, event.lines) : rest(feed);
    case "user-asked":
      return askedForUser(feed, event.account, now);
    case "reauthorisation-asked":
      return askToReauthorise(feed, now);
    case "authorised":
      return authorised(feed, event.isNamed, now);
    case "restored":
      return restored(feed);
    default: {
      const { held } = feed;
      const isCurrent = held?.id === event.statement.id && held.attempts === event.statement.attempts;
      // Another runner has tried or ended it since.
      return held && isCurrent ? answered(feed, held, event, now) : goOn(feed, { do: "look-again", seconds: TAKEN });
    }
  }
}

const goOn = (after: Feed, next: FeedStepped["next"], effects: readonly FeedEffect[] = []): FeedStepped => ({
  after,
  effects,
  next,
});
const nothing = (after: Feed, effects: readonly FeedEffect[] = []) => goOn(after, { do: "nothing" }, effects);

function look(feed: Feed, now: Date): FeedStepped {
  const { account, held } = feed;
  const given = whyGivenUp(feed);
  if (given) return giveUp(feed, given);
  const to = account.sageBankAccountId;
  if (to === null || account.region === null) return nothing(feed);
  // A user who connected the account to a new one in Sage has authorised it.
  const isAuthorised = feed.sentTo !== null && feed.sentTo !== to && feed.reauthorisation !== "asked";
  const looked: Feed = {
    ...feed,
    lookedAt: now,
    awaitsSage: null,
    resumeAt: null,
    reauthorisation: isAuthorised ? null : feed.reauthorisation,
  };
  const end = endOf(account);
  // Lines that were not posted before an account's end never are.
  const unposted: FeedEffect[] = end ? [{ type: "fail", which: { after: held?.lastLine ?? 0 }, reason: end }] : [];
  if (looked.reauthorisation === "required") {
    // An account that its institution has disconnected waits for no user.
    if (end?.code !== "not-connected")
      return goOn(looked, isAskDue(looked, now) ? { do: "ask-for-user" } : { do: "nothing" }, unposted);
    looked.reauthorisation = null;
  }
  if (held && (held.sageBankAccountId === to || isTakenElsewhere(feed, held))) return continued(looked, held, unposted);
  return begin({ ...looked, held: null }, to, [
    ...unposted,
    ...(held ? [endOfStatement(held, because("reconnected"))] : []),
  ]);
}

const continued = (feed: Feed, held: InFlight, effects: readonly FeedEffect[]) =>
  goOn({ ...feed, held }, held.sageStatementId === null ? { do: "post" } : { do: "ask-state" }, effects);

/** Nothing is in flight: goes on behind the last line that the account in Sage has. */
function begin(feed: Feed, to: string, effects: readonly FeedEffect[]): FeedStepped {
  const { returning } = feed;
  const isSame = feed.sentTo === to;
  const after: Feed = isSame ? feed : { ...feed, sentTo: to, sentThrough: returning?.through ?? 0, returning: null };
  // Another account was believed to follow: the one that we return to may have it.
  const left = isSame ? null : (returning?.left ?? null);
  if (left)
    return continued(after, { ...left, isOutcomeUnknown: true, reason: null }, [
      ...effects,
      { type: "resume-statement", id: left.id },
    ]);
  if (after.reauthorisation === "asked")
    return goOn(after, { do: "post" }, [
      ...effects,
      { type: "open-statement", kind: "reauthorise", isOutcomeUnknown: false, isRestored: false },
    ]);
  const from = feed.account.startDate ?? EVER;
  const through = after.sentThrough;
  return goOn(after, { do: "find-lines", after: through, from }, [
    ...effects,
    { type: "leave-out", through, before: from },
  ]);
}

function open(feed: Feed, { wereDoubted, isRestored }: LinesFound): FeedStepped {
  const isOutcomeUnknown = wereDoubted || isRestored;
  return goOn(feed, { do: "post" }, [{ type: "open-statement", kind: "lines", isOutcomeUnknown, isRestored }]);
}

/** Sage has all lines that it wants: the feed has nothing to post. */
const rest = (feed: Feed) =>
  nothing({ ...feed, lookedAt: null }, [{ type: "complete", through: feed.sentThrough }, { type: "end-unwanted" }]);

/** Why nothing at all is posted any more; null as long as something is. */
function whyGivenUp(feed: Feed): Reason | null {
  const { account, held } = feed;
  const { status, sageBankAccountId, bankId } = account;
  if (status === "connected" && (sageBankAccountId === null || bankId === null)) return because("no-bank");
  const end = endOf(account);
  if (!end) return null;
  // The account is still alive in Sage: a statement that Sage has, or may have, comes to its end first.
  // So does a statement that an earlier account in Sage has.
  const isOfThis = held?.kind === "lines" && held.sageBankAccountId === sageBankAccountId;
  const mayBeInSage =
    held && (isTakenElsewhere(feed, held) || (isOfThis && (held.isOutcomeUnknown || held.sageStatementId !== null)));
  const isOver = status !== "connected" && held?.isAccountEndedInSage;
  return mayBeInSage && !isOver ? null : end;
}

/** Fails all waiting pushes. Their institution may push the lines again. */
function giveUp(feed: Feed, reason: Reason): FeedStepped {
  const { held } = feed;
  const after: Feed = { ...feed, held: null, lookedAt: null, reauthorisation: null, reauthorisationAt: null };
  return nothing(after, [{ type: "fail", which: "all", reason }, ...(held ? [endOfStatement(held, reason)] : [])]);
}

function askedForUser(feed: Feed, account: AccountInSage, now: Date): FeedStepped {
  if (account === "changed") return goOn(feed, { do: "look-again", seconds: 0 });
  if (account === "unanswered") return goOn(feed, { do: "await-sage", seconds: pauseUnanswered(3) });
  const isBack = account === "active";
  if (feed.reauthorisation !== "required") return isBack ? goOn(feed, { do: "look-again", seconds: 0 }) : nothing(feed);
  if (!isBack) return nothing({ ...feed, reauthorisationAt: now, askedInVain: feed.askedInVain + 1 });
  const after: Feed = { ...feed, reauthorisation: null, reauthorisationAt: now, lookedAt: now };
  return goOn(after, { do: "look-again", seconds: 0 });
}

function askToReauthorise(feed: Feed, now: Date): FeedStepped {
  if (feed.reauthorisation === "asked" || feed.reauthorisation === "required") return nothing(feed);
  const after: Feed = { ...feed, reauthorisation: "asked", reauthorisationAt: now, lookedAt: now };
  return goOn(after, { do: "look-again", seconds: 0 });
}

/** Sage wakes all accounts of the connection. A user whom Sage was to ask has authorised the chosen accounts alone. */
function authorised(feed: Feed, isNamed: boolean, now: Date): FeedStepped {
  const { account, reauthorisation, held } = feed;
  if (account.status !== "connected") return nothing(feed);
  if (reauthorisation === "given" || (reauthorisation === "asked" && !isNamed)) return nothing(feed);
  const isTooLate = held?.kind === "reauthorise";
  const after: Feed = {
    ...feed,
    reauthorisation: "given",
    reauthorisationAt: now,
    lookedAt: now,
    held: isTooLate ? null : held,
  };
  const effects: FeedEffect[] = isTooLate ? [endOfStatement(held, null)] : [];
  return goOn(after, { do: "look-again", seconds: 0 }, effects);
}

/** Sage may have what waits, and may have had what is in flight. */
function restored(feed: Feed): FeedStepped {
  const { held } = feed;
  const after: Feed = {
    ...feed,
    lookedAt: feed.lookedAt && new Date(0),
    mostLines: null,
    held: held?.kind === "lines" ? { ...held, isOutcomeUnknown: true, isRestored: true } : held,
  };
  return goOn(after, { do: "look-again", seconds: 0 });
}
