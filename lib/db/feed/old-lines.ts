import { and, asc, desc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { CalendarDay } from "../../calendar-day.ts";
import { sentThroughOf } from "../../feed/fed-account.ts";
import { whatGoes } from "../../feed/what-is-kept.ts";
import { withoutWords } from "../maintenance/words.ts";
import { bankLines, feeds, pushOperations, sourceAccounts, statements } from "../schema.ts";
import type { Db } from "../store/database.ts";
import { isWaiting, lineGoes, pushGoes, statementGoes } from "../store/feed-predicates.ts";

/** Rows of one account removed at one time; pushes to the account wait for them. */
const BATCH = 1_000;
/** Pushes that go with their lines, up to a thousand each. */
const WITH_LINES = 10;
const DAY_MS = 86_400_000;

type Due = { feed: typeof feeds.$inferSelect; account: typeof sourceAccounts.$inferSelect };

/**
 * Removes bank transactions that Sage has and that are older than a moment. Pushes and statements that are no longer
 * needed go too. It looks at each account once a day, by the index. One that has more has its turn next time too.
 * Returns how many rows; looks at `limit` accounts at most.
 */
export async function eraseFeeds(
  db: Db,
  before: Date,
  now: Date,
  limit: number,
  onFault: (err: unknown, sourceAccountId: string) => void = (err) => {
    throw err;
  },
): Promise<number> {
  const due = await db
    .select({ id: feeds.sourceAccountId })
    .from(feeds)
    .where(lt(feeds.weededAt, new Date(now.getTime() - DAY_MS)))
    .orderBy(feeds.weededAt)
    .limit(limit);
  let gone = 0;
  // A failure of one account does not hinder the others; it is tried later.
  for (const { id } of due)
    gone += await eraseFeed(db, id, before, now).catch((err: unknown) => {
      onFault(err, id);
      return 0;
    });
  return gone;
}

const eraseFeed = (db: Db, sourceAccountId: string, before: Date, now: Date) =>
  db.transaction(async (tx) => {
    const own = eq(feeds.sourceAccountId, sourceAccountId);
    const [feed] = await tx.select().from(feeds).where(own).for("update", { skipLocked: true });
    const [account] = await tx.select().from(sourceAccounts).where(eq(sourceAccounts.id, sourceAccountId));
    if (!feed || !account) return 0;
    const goes = whatGoes(await pastOf(tx, account, before), before);
    const isOver = goes === "all";
    const lines = isOver ? 0 : await eraseLines(tx, { feed, account }, goes, before);
    const pushes = await erasePushes(tx, sourceAccountId, before, isOver);
    const ended = await eraseStatements(tx, sourceAccountId, before, isOver);
    await forgetWords(tx, sourceAccountId, before);
    const hasMore = lines === BATCH || pushes === (isOver ? WITH_LINES : BATCH) || ended === BATCH;
    if (!hasMore) await tx.update(feeds).set({ weededAt: now }).where(own);
    return lines + pushes + ended;
  });

async function pastOf(tx: Db, { id, status }: Due["account"], before: Date) {
  const [line] = await tx
    .select({ newest: bankLines.day })
    .from(bankLines)
    .where(eq(bankLines.sourceAccountId, id))
    .orderBy(desc(bankLines.day))
    .limit(1);
  const its = eq(pushOperations.sourceAccountId, id);
  const since = tx
    .select({ id: pushOperations.id })
    .from(pushOperations)
    .where(and(its, gte(pushOperations.completedAt, before)));
  const waiting = tx.select({ id: pushOperations.id }).from(pushOperations).where(and(its, isWaiting));
  const found = [...(await since.limit(1)), ...(await waiting.limit(1))];
  return {
    status,
    wasPushedToSince: found.length > 0,
    newest: line?.newest ?? null,
  };
}

async function eraseLines(tx: Db, { feed, account }: Due, from: CalendarDay, before: Date) {
  const has = { sentThrough: sentThroughOf(feed, account.sageBankAccountId), startDate: account.feedStartDate };
  if (has.sentThrough === 0) return 0;
  const old = await tx
    .select({ seq: bankLines.seq })
    .from(bankLines)
    .innerJoin(pushOperations, eq(pushOperations.id, bankLines.pushId))
    .where(and(eq(bankLines.sourceAccountId, account.id), lineGoes(has, from, before)))
    .orderBy(asc(bankLines.day))
    .limit(BATCH);
  const places = old.map(({ seq }) => seq);
  if (places.length > 0) await tx.delete(bankLines).where(inArray(bankLines.seq, places));
  return places.length;
}

async function erasePushes(tx: Db, sourceAccountId: string, before: Date, withLines: boolean) {
  const old = await tx
    .select({ id: pushOperations.id })
    .from(pushOperations)
    .where(and(eq(pushOperations.sourceAccountId, sourceAccountId), pushGoes(withLines, before)))
    .orderBy(asc(pushOperations.completedAt))
    .limit(withLines ? WITH_LINES : BATCH);
  const ids = old.map(({ id }) => id);
  if (ids.length > 0) await tx.delete(pushOperations).where(inArray(pushOperations.id, ids));
  return ids.length;
}

/** A refused statement stays, and what Sage's words named does not. */
const forgetWords = (tx: Db, sourceAccountId: string, before: Date) =>
  tx
    .update(statements)
    .set({ sageAnswer: withoutWords(statements.sageAnswer, "message") })
    .where(
      and(
        eq(statements.sourceAccountId, sourceAccountId),
        lt(statements.finishedAt, before),
        sql`${statements.sageAnswer} ->> 'message' is not null`,
      ),
    );

async function eraseStatements(tx: Db, sourceAccountId: string, before: Date, isOver: boolean) {
  const old = await tx
    .select({ id: statements.id })
    .from(statements)
    .where(and(eq(statements.sourceAccountId, sourceAccountId), statementGoes(isOver, before)))
    .orderBy(asc(statements.createdAt))
    .limit(BATCH);
  const ids = old.map(({ id }) => id);
  if (ids.length > 0) await tx.delete(statements).where(inArray(statements.id, ids));
  return ids.length;
}
