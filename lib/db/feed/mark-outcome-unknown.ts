import { and, inArray, sql } from "drizzle-orm";
import { feeds, pushOperations, statements, storeFacts } from "../schema.ts";
import type { Db } from "../store/database.ts";
import { hasLines, isUnderway, isWaiting } from "../store/feed-predicates.ts";

/** So long ago that the search for accounts with a lost job finds these. */
const LOOK_NOW = new Date(0);

/**
 * Marks the outcome of all feeds as unknown. Sage may have the waiting lines, and any line pushed from now on.
 * Statements under way are marked too, and accounts with something to post are looked at within a minute. Returns the
 * number of each.
 */
export async function markOutcomesUnknown(tx: Db, at: Date, by: "operator" | "found") {
  await tx
    .insert(storeFacts)
    .values({ name: "restored", value: by, at })
    .onConflictDoUpdate({ target: storeFacts.name, set: { value: by, at } });
  const waits = tx.select({ id: pushOperations.sourceAccountId }).from(pushOperations).where(isWaiting);
  const isBegun = tx.select({ id: statements.sourceAccountId }).from(statements).where(isUnderway);
  const accounts = await tx
    .update(feeds)
    .set({ lookedAt: LOOK_NOW, mostLines: null })
    .where(sql`${inArray(feeds.sourceAccountId, waits)} or ${inArray(feeds.sourceAccountId, isBegun)}`)
    .returning({ id: feeds.sourceAccountId });
  const begun = await tx
    .update(statements)
    .set({ uncertain: true, isRestored: true })
    .where(and(isUnderway, hasLines))
    .returning({ id: statements.id });
  return { accounts: accounts.length, statements: begun.length };
}
