import { eq } from "drizzle-orm";
import { feeds, sourceAccounts } from "../schema.ts";
import type { Db } from "../store/database.ts";
import type { FeedNeeds } from "./parts.ts";

/** Queues a look at the account's bank transactions after its end or beginning, within that change's transaction. */
export type Follow = (tx: Db, which: { sourceAccountId: string } | { connectionId: string }) => Promise<void>;

export const followNobody: Follow = async () => {};

/**
 * Queues the job for accounts that ever had bank transactions. It locks no row. A posting holds the feed first and the
 * account then; a connecting holds them the other way round.
 */
export function followerOf({ enqueue }: Pick<FeedNeeds, "enqueue">): Follow {
  return async (tx, which) => {
    const its =
      "sourceAccountId" in which
        ? eq(sourceAccounts.id, which.sourceAccountId)
        : eq(sourceAccounts.connectionId, which.connectionId);
    const fed = await tx
      .select({ sourceAccountId: sourceAccounts.id, institutionId: sourceAccounts.institutionId })
      .from(sourceAccounts)
      .innerJoin(feeds, eq(feeds.sourceAccountId, sourceAccounts.id))
      .where(its);
    for (const one of fed) await enqueue(tx, { ...one, afterSeconds: 0 });
  };
}
