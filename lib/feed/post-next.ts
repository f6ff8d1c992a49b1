import { accountDeleted, accountFound } from "../connection/hear-sage.ts";
import type { ConnectionStore, SageAccountQueries } from "../connection/ports.ts";
import type { Clock } from "../ports.ts";
import type { AwaitsUser, PostingStore, Repeated, SageStatements } from "./ports.ts";
import type { Statement } from "./statement.ts";

/** Seconds until the account is to be looked at again; null when there is nothing to do. */
export type Again = number | null;

/** Sage is mostly done with a statement by then: to look sooner is to look twice, and each look is one of ten requests a second. */
const FIRST_LOOK = 2;
const LONGEST_LOOK = 60;
const LONGEST_PAUSE = 300;
/** For somebody who is on the way back to Sage. */
const NEXT_TRY_AFTER_AUTHORISATION = 15;
/** Refusals of a statement of which an earlier try may have been taken. */
const BELIEVED_AFTER = 3;
/** Sage has finished most by then by far. */
const LONG_UNDERWAY = 600;
/** Somebody else is at the account; longer than a pause that is waited for. */
const TAKEN = 5;

type Needs = {
  feed: PostingStore;
  sage: SageStatements & SageAccountQueries;
  connections: ConnectionStore;
  clock: Clock;
};

/** Waits longer after each try that came to nothing, five minutes at most. */
export const pauseAfter = (attempts: number, longest = LONGEST_PAUSE) =>
  Math.min(longest, Math.max(FIRST_LOOK, 2 ** Math.min(attempts, 9)));

/**
 * Brings an account one step on: posts its next statement, or asks what became of the one that Sage has. One statement at a
 * time for each account, in order (reference §7.2, rules 1 and 2); the next one only when Sage has finished the one before.
 * `runner` is who does it: nobody else does for a while.
 */
export async function postNext(needs: Needs, sourceAccountId: string, runner: string): Promise<Again> {
  const { feed, sage } = needs;
  const next = await feed.next(sourceAccountId, runner);
  if (next === null) return null;
  if (next === "taken") return TAKEN;
  if ("awaitsUser" in next) return lookForUser(needs, next);
  if (next.sageStatementId === null) return post(needs, next);
  const state = await sage.statementState(next);
  // Of what is ended there Sage may say nothing any more.
  const isGivenUp = next.isReplaced && (state !== null || secondsSince(next, needs.clock()) > LONG_UNDERWAY);
  if (isGivenUp && state !== "completed") {
    await feed.replaced(next);
    return 0;
  }
  if (state === null) return pauseAfter(3);
  if (state === "underway") {
    const since = secondsSince(next, needs.clock());
    // Of an account that is ended there Sage may finish nothing.
    if (since > LONG_UNDERWAY && (await reconcile(needs, next)) === "reconciled") return 0;
    return nextLook(since);
  }
  if (state === "unknown") {
    await feed.forgotten(next);
    return FIRST_LOOK;
  }
  if (state !== "completed") return failedLater(needs, next, state);
  await feed.delivered(next);
  return 0;
}

/** Sage took a statement and could not finish it: that may have its reason in the account, as a refusal at once may. */
async function failedLater(
  needs: Needs,
  statement: Statement,
  state: { failed: string; repeated: Repeated },
): Promise<Again> {
  const { feed } = needs;
  if (state.repeated !== "no") return end(feed, statement, state);
  const known = await reconcile(needs, statement);
  if (known === "reconciled") return 0;
  if (known === "unknown") return LONGEST_LOOK;
  // Nobody is waited for to whom nothing will go, unless Sage may have it.
  if (known === "authRequired" && (!statement.over || statement.uncertain)) {
    await feed.forgotten(statement);
    if (statement.over === "notConnected") return LONGEST_PAUSE;
    await feed.notYet(statement);
    return NEXT_TRY_AFTER_AUTHORISATION;
  }
  // A try before it may have been taken: posted once more, it is a duplicate then.
  if (known !== "gone" && statement.uncertain && (await feed.doubt(statement)) < BELIEVED_AFTER) {
    await feed.forgotten(statement);
    return pauseAfter(statement.attempts, LONGEST_LOOK);
  }
  return end(feed, statement, state);
}

/** The longer Sage has been at it, the seldomer it is asked. */
const nextLook = (seconds: number) => Math.round(Math.min(LONGEST_LOOK, Math.max(FIRST_LOOK, seconds / 2)));
const secondsSince = ({ postedAt }: Statement, now: Date) =>
  postedAt ? (now.getTime() - postedAt.getTime()) / 1000 : 0;

async function post(needs: Needs, found: Statement): Promise<Again> {
  const { feed, sage } = needs;
  const tried = await feed.trying(found);
  if (!tried) return TAKEN;
  const statement = { ...found, ...tried };
  const answer = await sage.postStatement(statement);
  if (answer.ok) {
    await feed.posted(statement, answer.value);
    return FIRST_LOOK;
  }
  const { problem } = answer;
  // Sage, or we, certainly did not take this try; one before it may have been taken.
  const notTaken = async () => {
    if (!statement.uncertain) await feed.notTaken(statement);
  };
  switch (problem.code) {
    case "no-turn":
      await notTaken();
      return FIRST_LOOK;
    case "unreachable":
      if (!problem.ambiguous) await notTaken();
      return pauseAfter(statement.attempts);
    case "busy":
      // Ours of an earlier try, maybe: once Sage has finished it, the repeat is a duplicate.
      await notTaken();
      return pauseAfter(statement.attempts, LONGEST_LOOK);
    case "duplicate":
      await notTaken();
      return end(feed, statement, { failed: problem.detail, repeated: problem.repeated });
    case "refused":
      return refusedAtOnce(needs, statement, problem.detail);
  }
}

/** What the account query says decides whether a refusal is believed: its reason may be in the account. */
async function refusedAtOnce(needs: Needs, statement: Statement, detail: string): Promise<Again> {
  const { feed } = needs;
  const { uncertain, isReauthorised, attempts } = statement;
  const isLast = statement.over === "notConnected";
  const believed = () => end(feed, statement, { failed: detail, repeated: "no" });
  const known = await reconcile(needs, statement);
  if (known === "gone") return believed();
  if (known === "authRequired" && isLast && uncertain) {
    // Nobody is waited for where its institution has ended it, and Sage, which says this to everything, may have it all the same.
    await feed.stuck(statement, detail);
    return LONGEST_PAUSE;
  }
  const isOfTheLines =
    known === "active" || (known === "as-we-thought" && !isReauthorised) || (isLast && known === "authRequired");
  // Had it been taken, Sage would call it a duplicate: once is not enough to believe that it was not.
  if (isOfTheLines && uncertain && (await feed.doubt(statement)) < BELIEVED_AFTER)
    return pauseAfter(attempts, LONGEST_LOOK);
  if (!uncertain) await feed.notTaken(statement);
  if (isOfTheLines) return believed();
  if (known === "reconciled") return 0;
  if (known === "authRequired") await feed.notYet(statement);
  // Its user may not be back in Sage yet.
  if (known === "authRequired" || isReauthorised) return NEXT_TRY_AFTER_AUTHORISATION;
  return pauseAfter(attempts);
}

/**
 * Sage refused a statement for a reason that is not in it, maybe: a notification was lost and the account is ended there, or
 * another one; or its user has to authorise again. The account query knows.
 */
async function reconcile(needs: Needs, account: AwaitsUser & Partial<Pick<Statement, "over">>) {
  const { region, bankId, sourceAccountId, sageBankAccountId, institutionId, over } = account;
  const asked = { region, bankId, sourceAccountId, institutionId, announcedAt: needs.clock() };
  const answer = await needs.sage.query(asked);
  if (!answer.ok) return "unknown";
  const { living, ended } = answer.value;
  const own = living.find((one) => one.sageBankAccountId === sageBankAccountId);
  if (own?.status === "authRequired") return "authRequired";
  if (own && own.status !== null) return "active";
  const [newest] = living;
  // Sage may name those alone that are alive.
  const isReplaced = !own && newest !== undefined && newest.status !== null;
  if (!ended.includes(sageBankAccountId) && !isReplaced) return "as-we-thought";
  // In one step: whoever dies between an end and a beginning leaves an account that nobody asks about. What is ended here goes to none.
  const follower = over === "notConnected" ? undefined : newest;
  const became = follower ? await accountFound(needs, follower) : await accountDeleted(needs, sageBankAccountId);
  if (became === "connected" || became === "disconnected") return "reconciled";
  return !follower && became === "repeated" ? "gone" : "unknown";
}

/** Whether the user has authorised again and we did not hear of it. */
async function lookForUser(needs: Needs, account: AwaitsUser): Promise<Again> {
  const known = await reconcile(needs, account);
  if (known === "reconciled") return 0;
  if (known !== "active") return null;
  await needs.feed.userIsBack(account.sourceAccountId);
  return 0;
}

/**
 * A duplicate after a try without an answer says that the try was taken (reference §7.2, rule 4). Where Sage's words leave open what
 * it has, neither is believed: a line told as delivered would be lost, one told as failed would be pushed for ever.
 */
async function end(
  feed: PostingStore,
  statement: Statement,
  { failed, repeated }: { failed: string; repeated: Repeated },
): Promise<Again> {
  if (repeated === "yes" && statement.uncertain) {
    await feed.delivered(statement);
    return 0;
  }
  if (repeated === "maybe" && statement.uncertain) {
    await feed.stuck(statement, failed);
    return LONGEST_PAUSE;
  }
  return (await feed.refused(statement, failed)) === "history" ? LONGEST_PAUSE : 0;
}
