import { eq } from "drizzle-orm";
import { feeds, sourceAccounts } from "../schema.ts";
import type { Db } from "../store/database.ts";
import type { FeedNeeds } from "./parts.ts";

/** Has it looked at what an account's end or beginning means for its bank transactions, within the transaction of that change. */
export type Follow = (tx: Db, which: { sourceAccountId: string } | { connectionId: string }) => Promise<void>;

export const followNobody: Follow = async () => {};

/**
 * Puts accounts that ever had bank transactions on the job queue. It locks no row: whoever posts holds the feed first and the
 * account then, whoever connects the account the other way round.
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
