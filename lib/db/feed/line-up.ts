import { and, between, eq, gte, inArray, isNull, lte, type SQL, sql } from "drizzle-orm";
import type { BankLine, HeldLine } from "../../feed/bank-line.ts";
import type { Origin } from "../../feed/origin.ts";
import type { Reason } from "../../feed/reason.ts";
import { decimalOf } from "../../feed/statement.ts";
import type { Tell } from "../institution/outbox.ts";
import { bankLines, connections, feeds, pushOperations, sourceAccounts, statements } from "../schema.ts";
import type { Db } from "../store/database.ts";
import { ofPush } from "./reasons.ts";

/**
 * Puts the posting of an account on the job queue, within a transaction; one that waits already is enough. `isFirst` where nothing
 * of the account waited before: its few lines go before what others have waited with all along.
 */
export type EnqueuePosting = (
  tx: Db,
  posting: { sourceAccountId: string; institutionId: string; afterSeconds: number; isFirst?: boolean },
) => Promise<void>;

/** Called when the store is found to have moved, in the transaction that notes it. */
export type OnMoved = (tx: Db, from: Origin, to: Origin) => Promise<void>;

/** The parts that the stores of the feed share. */
export type FeedNeeds = {
  db: Db;
  /** Connections apart, for figures that must be had while the others wait. */
  aside?: Db;
  clock: () => Date;
  enqueue: EnqueuePosting;
  tell: Tell;
  /** Called for each push that is in Sage, with the time that it took. */
  onDelivered?: (seconds: number) => void;
  onMoved?: OnMoved;
  /** Called when an account cannot go on by itself: it may wait for somebody who looks at it for ever. */
  onStuck?: (sourceAccountId: string, why: string) => void;
};

/** The parts that end pushes, and tell of it. */
export type FeedTells = Pick<FeedNeeds, "clock" | "tell" | "onDelivered" | "onStuck">;

export const EVENTS = {
  Success: "bankTransactions.write.successful",
  Failed: "bankTransactions.write.unsuccessful",
} as const;
export type LineRow = typeof bankLines.$inferSelect;

/** More pushes than one statement ends: it holds a thousand lines. */
const MOST_AT_ONCE = 1_000;

export const isWaiting = isNull(pushOperations.completedAt);
export const isUnderway = isNull(statements.finishedAt);

/** The lines of a statement: those between its first and its last but for what Sage did not want then. */
export const isInStatement = ({
  sourceAccountId,
  firstLine,
  lastLine,
  wantedFrom,
}: Pick<typeof statements.$inferSelect, "sourceAccountId" | "firstLine" | "lastLine" | "wantedFrom">) =>
  and(
    eq(bankLines.sourceAccountId, sourceAccountId),
    between(bankLines.seq, firstLine, lastLine),
    wantedFrom ? gte(bankLines.day, wantedFrom) : undefined,
  );

/** An account, and if its connection is linked; null when it is gone. */
export async function accountNow(tx: Db, sourceAccountId: string) {
  const [row] = await tx
    .select({ account: sourceAccounts, connection: connections.status })
    .from(sourceAccounts)
    .innerJoin(connections, eq(connections.id, sourceAccounts.connectionId))
    .where(eq(sourceAccounts.id, sourceAccountId));
  return row ? { ...row.account, isLinked: row.connection === "Linked" } : null;
}

/** Waits for whoever else pushes to the account or posts from it; null when the account is not there. */
export async function lockFeed(tx: Db, sourceAccountId: string) {
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
export async function lockFeeds(tx: Db, which: SQL | undefined) {
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
export async function timeOut(tx: Db, { clock, tell }: FeedTells, limit: number, which?: SQL) {
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

/** Ends pushes and tells their institution. A push that is called `TimedOut` stays so when it is in Sage after all; one that has failed has failed. */
export async function complete(
  tx: Db,
  needs: FeedTells,
  which: SQL | undefined,
  end: { status: "Success"; reason: null } | { status: "Failed"; reason: Reason },
) {
  const { clock, tell, onDelivered } = needs;
  if (end.status === "Success") await timeOut(tx, needs, MOST_AT_ONCE, which);
  const done = await tx
    .update(pushOperations)
    .set({
      ...ofPush(end.reason),
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
export async function fail(tx: Db, needs: FeedTells, which: SQL | undefined, reason: Reason) {
  const failed = await complete(tx, needs, which, { status: "Failed", reason });
  for (let from = 0; from < failed.length; from += MOST_AT_ONCE)
    await tx.delete(bankLines).where(inArray(bankLines.pushId, failed.slice(from, from + MOST_AT_ONCE)));
}

export const lineOf = ({
  id,
  day,
  description,
  amount,
  balance,
  type,
  counterparty,
  reference,
  reconciled,
}: LineRow): BankLine => ({
  id,
  day,
  description,
  amount: decimalOf(amount),
  balance: decimalOf(balance),
  type,
  counterparty,
  reference,
  reconciled,
});

/** A line as its institution told it. */
export const heldLineOf = (row: LineRow & { wasMoment: boolean }): HeldLine => {
  const line = { ...lineOf(row), wasMoment: row.wasMoment };
  return row.reckonedFrom === null ? line : { ...line, balance: null };
};

/** True of a line that was stored as a moment, before days were. */
export const wasMoment = sql<boolean>`${bankLines.day} <> date_trunc('day', ${bankLines.day}, 'UTC')`;
