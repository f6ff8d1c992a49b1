import { accountCreated, accountDeleted } from "../connection/hear-sage.ts";
import type { ConnectionStore, SageAccountQueries } from "../connection/ports.ts";
import type { Clock } from "../ports.ts";
import type { AwaitsUser, PostingStore, SageStatements } from "./ports.ts";
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
  if (state === null) return pauseAfter(3);
  if (state === "underway") return nextLook(next, needs.clock());
  if (state === "unknown") {
    await feed.forgotten(next);
    return FIRST_LOOK;
  }
  if (state === "completed") await feed.delivered(next);
  else return end(feed, next, state);
  return 0;
}

/** The longer Sage has been at it, the seldomer it is asked. */
const nextLook = ({ postedAt }: Statement, now: Date) => {
  const seconds = postedAt ? (now.getTime() - postedAt.getTime()) / 1000 : 0;
  return Math.round(Math.min(LONGEST_LOOK, Math.max(FIRST_LOOK, seconds / 2)));
};

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
      return end(feed, statement, { failed: problem.detail, duplicate: true });
    case "refused": {
      const known = await reconcile(needs, statement);
      if (known === "as-we-thought" || known === "active") {
        // Had it been taken, Sage would call it a duplicate: once is not enough to believe that it was not.
        if (statement.uncertain && (await feed.doubt(statement)) < BELIEVED_AFTER)
          return pauseAfter(statement.attempts, LONGEST_LOOK);
        return end(feed, statement, { failed: problem.detail, duplicate: false });
      }
      // Nothing is believed to be refused for good as long as Sage does not say how the account is.
      await notTaken();
      if (known === "reconciled") return 0;
      if (known === "authRequired" || statement.isReauthorised) {
        await feed.notYet(statement);
        return NEXT_TRY_AFTER_AUTHORISATION;
      }
      return pauseAfter(statement.attempts);
    }
  }
}

/**
 * Sage refused a statement for a reason that is not in it, maybe: a notification was lost and the account is ended there, or
 * another one; or its user has to authorise again. The account query knows.
 */
async function reconcile(
  needs: Needs,
  { region, bankId, sourceAccountId, sageBankAccountId, institutionId }: AwaitsUser,
) {
  const asked = { region, bankId, sourceAccountId, institutionId, announcedAt: needs.clock() };
  const answer = await needs.sage.query(asked);
  if (!answer.ok) return "unknown";
  const { alive, ended } = answer.value;
  if (alive?.sageBankAccountId === sageBankAccountId && alive.status === "authRequired") return "authRequired";
  if (alive?.sageBankAccountId === sageBankAccountId && alive.status !== null) return "active";
  if (!ended.includes(sageBankAccountId)) return "as-we-thought";
  // In one step: whoever dies between an end and a beginning leaves an account that nobody asks about.
  const became = alive ? await accountCreated(needs, alive) : await accountDeleted(needs, sageBankAccountId);
  return became === "connected" || became === "disconnected" ? "reconciled" : "unknown";
}

/** Whether the user has authorised again and we did not hear of it. */
async function lookForUser(needs: Needs, account: AwaitsUser): Promise<Again> {
  const known = await reconcile(needs, account);
  if (known === "reconciled") return 0;
  if (known !== "active") return null;
  await needs.feed.userIsBack(account.sourceAccountId);
  return 0;
}

/** A duplicate after a try without an answer says that the try was taken (reference §7.2, rule 4). */
async function end(
  feed: PostingStore,
  statement: Statement,
  { failed, duplicate }: { failed: string; duplicate: boolean },
): Promise<Again> {
  if (duplicate && statement.uncertain) {
    await feed.delivered(statement);
    return 0;
  }
  return (await feed.refused(statement, failed)) === "history" ? LONGEST_PAUSE : 0;
}
