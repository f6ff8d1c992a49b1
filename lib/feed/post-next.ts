import { accountCreated, accountDeleted } from "../connection/hear-sage.ts";
import type { ConnectionStore, SageAccountQueries } from "../connection/ports.ts";
import type { Clock } from "../ports.ts";
import type { PostingStore, SageStatements } from "./ports.ts";
import type { Statement } from "./statement.ts";

/** Seconds until the account is to be looked at again; null when there is nothing to do. */
export type Again = number | null;

/** Sage is mostly done with a statement by then: to look sooner is to look twice, and each look is one of ten requests a second. */
const FIRST_LOOK = 2;
const LONGEST_LOOK = 60;
const LONGEST_PAUSE = 300;
/** For somebody who is on the way back to Sage. */
const NEXT_TRY_AFTER_AUTHORISATION = 15;

type Needs = {
  feed: PostingStore;
  sage: SageStatements & SageAccountQueries;
  connections: ConnectionStore;
  clock: Clock;
};

/** Waits longer after each try that came to nothing, five minutes at most. */
export const pauseAfter = (attempts: number) => Math.min(LONGEST_PAUSE, 2 ** Math.min(attempts, 9));

/**
 * Brings an account one step on: posts its next statement, or asks what became of the one that Sage has. One statement at a
 * time for each account, in order (reference §7.2, rules 1 and 2); the next one only when Sage has finished the one before.
 */
export async function postNext(needs: Needs, sourceAccountId: string): Promise<Again> {
  const { feed, sage } = needs;
  const statement = await feed.next(sourceAccountId);
  if (!statement) return null;
  if (statement.sageStatementId === null) return post(needs, statement);
  const state = await sage.statementState(statement);
  if (state === null) return pauseAfter(3);
  if (state === "underway") return nextLook(statement, needs.clock());
  if (state === "completed") await feed.delivered(statement.id);
  else await end(feed, statement, state);
  return 0;
}

/** The longer Sage has been at it, the seldomer it is asked. */
const nextLook = ({ postedAt }: Statement, now: Date) => {
  const seconds = postedAt ? (now.getTime() - postedAt.getTime()) / 1000 : 0;
  return Math.round(Math.min(LONGEST_LOOK, Math.max(FIRST_LOOK, seconds / 2)));
};

async function post(needs: Needs, statement: Statement): Promise<Again> {
  const { feed, sage } = needs;
  await feed.trying(statement.id);
  const answer = await sage.postStatement(statement);
  if (answer.ok) {
    await feed.posted(statement.id, answer.value, statement.uncertain);
    return FIRST_LOOK;
  }
  const { problem } = answer;
  switch (problem.code) {
    case "unreachable":
      if (!problem.ambiguous && !statement.uncertain) await feed.notTaken(statement.id);
      return pauseAfter(statement.attempts);
    case "no-turn":
      if (!statement.uncertain) await feed.notTaken(statement.id);
      return FIRST_LOOK;
    case "busy":
      // Ours of an earlier try, maybe: once Sage has finished it, the repeat is a duplicate.
      if (!statement.uncertain) await feed.notTaken(statement.id);
      return FIRST_LOOK;
    default:
      if (problem.code === "refused") {
        const known = await reconcile(needs, statement);
        if (known === "reconciled") return 0;
        if (known === "authRequired" || (known === "unknown" && statement.isReauthorised)) {
          await feed.notYet(statement.id);
          return NEXT_TRY_AFTER_AUTHORISATION;
        }
      }
      await end(feed, statement, { failed: problem.detail, duplicate: problem.code === "duplicate" });
      return 0;
  }
}

/**
 * Sage refused a statement for a reason that is not in it, maybe: a notification was lost and the account is ended there, or
 * another one; or its user has to authorise again. The account query knows.
 */
async function reconcile(
  needs: Needs,
  { region, bankId, sourceAccountId, sageBankAccountId, institutionId }: Statement,
) {
  const asked = { region, bankId, sourceAccountId, institutionId, announcedAt: needs.clock() };
  const answer = await needs.sage.query(asked);
  if (!answer.ok) return "unknown";
  const { alive, ended } = answer.value;
  if (alive?.sageBankAccountId === sageBankAccountId && alive.status === "authRequired") return "authRequired";
  if (!ended.includes(sageBankAccountId)) return "as-we-thought";
  // In one step: whoever dies between an end and a beginning leaves an account that nobody asks about.
  if (alive) await accountCreated(needs, alive);
  else await accountDeleted(needs, sageBankAccountId);
  return "reconciled";
}

/** A duplicate after a try without an answer says that the try was taken (reference §7.2, rule 4). */
async function end(
  feed: PostingStore,
  statement: Statement,
  { failed, duplicate }: { failed: string; duplicate: boolean },
) {
  if (duplicate && statement.uncertain) await feed.delivered(statement.id);
  else await feed.refused(statement.id, failed);
}
