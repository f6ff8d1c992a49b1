import type { FeedStore, SageStatements } from "./ports.ts";
import type { Statement } from "./statement.ts";

/** Seconds until the account is to be looked at again; null when there is nothing to do. */
export type Again = number | null;

const FIRST_LOOK = 1;
const LONGEST_PAUSE = 300;

/** Waits longer after each try that came to nothing, five minutes at most. */
export const pauseAfter = (attempts: number) => Math.min(LONGEST_PAUSE, 2 ** Math.min(attempts, 9));

/**
 * Brings an account one step on: posts its next statement, or asks what became of the one that Sage has. One statement at a
 * time for each account, in order (reference §7.2, rules 1 and 2); the next one only when Sage has finished the one before.
 */
export async function postNext(
  needs: { feed: FeedStore; sage: SageStatements },
  sourceAccountId: string,
): Promise<Again> {
  const { feed, sage } = needs;
  const statement = await feed.next(sourceAccountId);
  if (!statement) return null;
  if (statement.sageStatementId === null) return post(needs, statement);
  const state = await sage.statementState(statement);
  if (state === null) return pauseAfter(3);
  if (state === "underway") return FIRST_LOOK;
  if (state === "completed") await feed.delivered(statement.id);
  else await end(feed, statement, state);
  return 0;
}

async function post({ feed, sage }: { feed: FeedStore; sage: SageStatements }, statement: Statement): Promise<Again> {
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
    case "busy":
      // Ours of an earlier try, maybe: once Sage has finished it, the repeat is a duplicate.
      if (!statement.uncertain) await feed.notTaken(statement.id);
      return FIRST_LOOK;
    default:
      await end(feed, statement, { failed: problem.detail, duplicate: problem.code === "duplicate" });
      return 0;
  }
}

/** A duplicate after a try without an answer says that the try was taken (reference §7.2, rule 4). */
async function end(
  feed: FeedStore,
  statement: Statement,
  { failed, duplicate }: { failed: string; duplicate: boolean },
) {
  if (duplicate && statement.uncertain) await feed.delivered(statement.id);
  else await feed.refused(statement.id, failed);
}
