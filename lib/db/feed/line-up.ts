import { and, eq, inArray, isNull, lte, type SQL, sql } from "drizzle-orm";
import type { BankLine } from "../../feed/bank-line.ts";
import { decimalOf } from "../../feed/statement.ts";
import type { Db } from "../database.ts";
import type { Tell } from "../outbox.ts";
import { bankLines, connections, feeds, pushOperations, sourceAccounts, statements } from "../schema.ts";

/**
 * Puts the posting of an account on the job queue, within a transaction; one that waits already is enough. `isFirst` where nothing
 * of the account waited before: its few lines go before what others have waited with all along.
 */
export type EnqueuePosting = (
  tx: Db,
  posting: { sourceAccountId: string; institutionId: string; afterSeconds: number; isFirst?: boolean },
) => Promise<void>;

/** What the stores of the feed are made of. */
export type FeedNeeds = {
  db: Db;
  clock: () => Date;
  enqueue: EnqueuePosting;
  tell: Tell;
  /** Called for each push that is in Sage, with the time that it took. */
  onDelivered?: (seconds: number) => void;
  /** Called when an account cannot go on by itself: it may wait for somebody who looks at it for ever. */
  onStuck?: (sourceAccountId: string, why: string) => void;
};

export const EVENTS = {
  Success: "bankTransactions.write.successful",
  Failed: "bankTransactions.write.unsuccessful",
} as const;
export type LineRow = typeof bankLines.$inferSelect;

/** More pushes than one statement ends: it holds a thousand lines. */
const MOST_AT_ONCE = 1_000;

export const isWaiting = isNull(pushOperations.completedAt);
export const isUnderway = isNull(statements.finishedAt);

/** An account that Sage takes bank transactions of, of a connection that is linked; null when it is not. */
export async function linkedAccount(tx: Db, sourceAccountId: string) {
  const [row] = await tx
    .select({ account: sourceAccounts })
    .from(sourceAccounts)
    .innerJoin(connections, eq(connections.id, sourceAccounts.connectionId))
    .where(
      and(
        eq(sourceAccounts.id, sourceAccountId),
        eq(sourceAccounts.status, "connected"),
        eq(connections.status, "Linked"),
      ),
    );
  return row?.account ?? null;
}

/** Waits for whoever else pushes to the account or posts from it; null when the account is not there. */
export async function inLine(tx: Db, sourceAccountId: string) {
  const own = eq(feeds.sourceAccountId, sourceAccountId);
  const hold = async () => (await tx.select().from(feeds).where(own).for("update"))[0] ?? null;
  const held = await hold();
  if (held) return held;
  await tx.execute(sql`
    insert into ${feeds} (source_account_id)
    select id from ${sourceAccounts} where id = ${sourceAccountId} on conflict do nothing`);
  return hold();
}

/** Holds what is about to go with an account or its connection, in the order in which everybody holds it: feeds first. */
export async function holdFeeds(tx: Db, which: SQL | undefined) {
  const its = tx
    .select({ id: sourceAccounts.id })
    .from(sourceAccounts)
    .innerJoin(connections, eq(connections.id, sourceAccounts.connectionId))
    .where(which);
  await tx
    .select({ id: feeds.sourceAccountId })
    .from(feeds)
    .where(inArray(feeds.sourceAccountId, its))
    .orderBy(feeds.sourceAccountId)
    .for("update");
}

/** Calls pushes that have run out of their time `TimedOut`, and tells their institution: the label alone, their lines go on. */
export async function timeOut(tx: Db, { clock, tell }: FeedNeeds, limit: number, which?: SQL) {
  // Whom somebody else is about to label or end is theirs: two who wait for each other's would wait for ever.
  const late = await tx
    .select({ id: pushOperations.id })
    .from(pushOperations)
    .where(and(eq(pushOperations.status, "Pending"), lte(pushOperations.timesOutAt, clock()), which))
    .limit(limit)
    .for("update", { skipLocked: true });
  if (late.length === 0) return 0;
  const ids = late.map(({ id }) => id);
  const timedOut = await tx
    .update(pushOperations)
    .set({ status: "TimedOut" })
    .where(inArray(pushOperations.id, ids))
    .returning({ id: pushOperations.id, institutionId: pushOperations.institutionId });
  for (const { id, institutionId } of timedOut) await tell(tx, institutionId, EVENTS.Failed, { pushId: id });
  return timedOut.length;
}

/** Ends pushes and tells their institution. What is called `TimedOut` stays so when it is in Sage after all; what has failed has failed. */
export async function complete(
  tx: Db,
  needs: FeedNeeds,
  which: SQL | undefined,
  end: { status: "Success" } | { status: "Failed"; errorMessage: string },
) {
  const { clock, tell, onDelivered } = needs;
  if (end.status === "Success") await timeOut(tx, needs, MOST_AT_ONCE, which);
  const done = await tx
    .update(pushOperations)
    .set({
      ...end,
      completedAt: clock(),
      status:
        end.status === "Failed"
          ? end.status
          : sql`case when ${pushOperations.status} = 'TimedOut' then 'TimedOut' else ${end.status} end`,
    })
    .where(and(isWaiting, which))
    .returning({
      id: pushOperations.id,
      institutionId: pushOperations.institutionId,
      status: pushOperations.status,
      requestedAt: pushOperations.requestedAt,
    });
  for (const { id, institutionId, status, requestedAt } of done) {
    if (status !== "TimedOut") await tell(tx, institutionId, EVENTS[end.status], { pushId: id });
    if (end.status === "Success") onDelivered?.((clock().getTime() - requestedAt.getTime()) / 1000);
  }
  return done.map(({ id }) => id);
}

/** Ends pushes that have failed; their lines are free to be pushed anew. */
export async function fail(tx: Db, needs: FeedNeeds, which: SQL | undefined, why: string) {
  const failed = await complete(tx, needs, which, { status: "Failed", errorMessage: why });
  for (let from = 0; from < failed.length; from += MOST_AT_ONCE)
    await tx.delete(bankLines).where(inArray(bankLines.pushId, failed.slice(from, from + MOST_AT_ONCE)));
}

/** Nothing of the account is taken any more: what waited has failed, and its lines may be pushed anew one day. */
export async function giveUp(tx: Db, needs: FeedNeeds, sourceAccountId: string, why: string) {
  await fail(tx, needs, eq(pushOperations.sourceAccountId, sourceAccountId), why);
  await tx
    .update(statements)
    .set({ finishedAt: needs.clock(), refusal: why })
    .where(and(eq(statements.sourceAccountId, sourceAccountId), isUnderway));
  await tx
    .update(feeds)
    .set({ lookedAt: null, reauthorisation: null, reauthorisationAt: null })
    .where(eq(feeds.sourceAccountId, sourceAccountId));
}

export const lineOf = ({
  id,
  at,
  description,
  amount,
  balance,
  type,
  counterparty,
  reference,
  reconciled,
}: LineRow): BankLine => ({
  id,
  at,
  description,
  amount: decimalOf(amount),
  balance: decimalOf(balance),
  type,
  counterparty,
  reference,
  reconciled,
});
