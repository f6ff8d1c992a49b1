import { eq, inArray, type SQL, sql } from "drizzle-orm";
import { connections, feeds, sourceAccounts } from "../schema.ts";
import type { Db } from "../store/database.ts";

/** Waits for others who push to the account or post from it; null when the account is not there. */
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

/** Locks the rows that are to go with an account or its connection, in the common order: feeds first. */
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
