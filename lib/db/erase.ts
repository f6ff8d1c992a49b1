import { and, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import type { Db } from "./database.ts";
import { journeys, journeyViews, pushOperations, sourceAccounts, statements } from "./schema.ts";

/**
 * Takes what is personal out of journeys that ended before a moment: what their users saw, the words they agreed to, and
 * all of the way back but its host. What happened when stays. Answers how many; at most `limit` at once.
 */
export const eraseJourneys = (db: Db, before: Date, now: Date, limit: number) =>
  db.transaction(async (tx) => {
    const due = await tx
      .select({ id: journeys.id })
      .from(journeys)
      .where(and(isNull(journeys.erasedAt), lt(journeys.expiresAt, before)))
      .limit(limit)
      .for("update", { skipLocked: true });
    const ids = due.map(({ id }) => id);
    if (ids.length === 0) return 0;
    await tx.delete(journeyViews).where(inArray(journeyViews.journeyId, ids));
    const origin = sql`substring(${journeys.returnAddress}->>'redirectUri' from '(?i)^https?://[^/?#]+')`;
    await tx
      .update(journeys)
      .set({
        erasedAt: now,
        consent: null,
        returnAddress: sql`case when ${journeys.returnAddress} is null then null
          else jsonb_build_object('redirectUri', coalesce(${origin}, ''), 'state', '') end`,
      })
      .where(inArray(journeys.id, ids));
    return ids.length;
  });

/**
 * Takes away the bank transactions of accounts that are not connected any more and to which nothing was pushed since a moment, with
 * all that is known of them. All of an account's are kept till then, since Sage gets them anew when its user connects it again.
 * Answers how many pushes.
 */
export const eraseFeeds = (db: Db, before: Date, limit: number) =>
  db.transaction(async (tx) => {
    const over = tx
      .select({ id: pushOperations.id })
      .from(pushOperations)
      .innerJoin(sourceAccounts, eq(sourceAccounts.id, pushOperations.sourceAccountId))
      .where(
        and(
          eq(sourceAccounts.status, "disconnected"),
          lt(pushOperations.completedAt, before),
          sql`not exists (select 1 from ${pushOperations} as newer
            where newer.source_account_id = ${sourceAccounts.id} and newer.requested_at >= ${before.toISOString()}::timestamptz)`,
        ),
      )
      .limit(limit);
    const gone = await tx
      .delete(pushOperations)
      .where(inArray(pushOperations.id, over))
      .returning({ account: pushOperations.sourceAccountId });
    const accounts = [...new Set(gone.map(({ account }) => account))];
    if (accounts.length > 0)
      await tx
        .delete(statements)
        .where(and(inArray(statements.sourceAccountId, accounts), lt(statements.finishedAt, before)));
    return gone.length;
  });
