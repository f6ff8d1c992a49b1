import { eq } from "drizzle-orm";
import { endOf } from "../../feed/fed-account.ts";
import type { FeedEvent } from "../../feed/feed-life.ts";
import { feedStep } from "../../feed/feed-step.ts";
import type { ReauthorisationStore } from "../../feed/ports.ts";
import { isRenewal } from "../../journey/progress.ts";
import type { Witness } from "../journey/journey-store.ts";
import { connections, events, feeds, sourceAccounts } from "../schema.ts";
import type { Db } from "../store/database.ts";
import { accountNow } from "./fed-account.ts";
import { loadFeed } from "./load-feed.ts";
import { lockFeed, lockFeeds } from "./locks.ts";
import type { FeedNeeds, FeedTells } from "./parts.ts";
import { carryOutFeed, saveFeed } from "./save-feed.ts";

/** Applies `feedStep` to an event about the user. True when the account then has something to do. */
async function stepOf(tx: Db, needs: FeedTells, sourceAccountId: string, event: FeedEvent) {
  const loaded = await loadFeed(tx, sourceAccountId);
  if (!loaded) return false;
  const stepped = feedStep(loaded.feed, event, needs.clock());
  await saveFeed(tx, loaded.feed, stepped.after);
  await carryOutFeed(tx, needs, stepped, loaded);
  return stepped.next.do === "look-again";
}

/** Users who have to authorise again, in the database. */
export function reauthorisationStore(needs: FeedNeeds): ReauthorisationStore {
  const { db, clock, enqueue } = needs;
  return {
    askReauthorisation: (sourceAccountId, by) =>
      db.transaction(async (tx) => {
        const feed = await lockFeed(tx, sourceAccountId);
        const account = await accountNow(tx, sourceAccountId);
        if (!feed || !account || endOf(account)) return "not-connected";
        if (!(await stepOf(tx, needs, sourceAccountId, { type: "reauthorisation-asked" }))) return "repeated";
        const { institutionId, connectionId } = account;
        await tx.insert(events).values({
          at: clock(),
          type: "reauthorisation-asked",
          actor: by,
          institutionId,
          connectionId,
          detail: { sourceAccountId },
        });
        await enqueue(tx, { sourceAccountId, institutionId, afterSeconds: 0 });
        return "asked";
      }),

    async reauthorisationOf(sourceAccountId) {
      const [feed] = await db
        .select({ is: feeds.reauthorisation })
        .from(feeds)
        .where(eq(feeds.sourceAccountId, sourceAccountId));
      return feed?.is ?? null;
    },
  };
}

/** Resumes a connection's accounts whose user has authorised again, within the transaction that records it. */
export function resumesFeedsOf(needs: FeedTells & Pick<FeedNeeds, "enqueue">): Witness {
  return async (tx, journey, entry) => {
    const { connectionId, accountIds } = journey;
    if (!isRenewal(journey, entry) || !connectionId) return;
    await lockFeeds(tx, eq(sourceAccounts.connectionId, connectionId));
    // A change of the account holds the connection before the job of the account does: the same order as here.
    await tx.select({ id: connections.id }).from(connections).where(eq(connections.id, connectionId)).for("update");
    const fed = await tx
      .select({ sourceAccountId: sourceAccounts.id, institutionId: sourceAccounts.institutionId })
      .from(sourceAccounts)
      .innerJoin(feeds, eq(feeds.sourceAccountId, sourceAccounts.id))
      .where(eq(sourceAccounts.connectionId, connectionId))
      .orderBy(sourceAccounts.id);
    for (const { sourceAccountId, institutionId } of fed) {
      const isNamed = accountIds.includes(sourceAccountId);
      const hasResumed = await stepOf(tx, needs, sourceAccountId, { type: "authorised", isNamed });
      if (hasResumed) await needs.enqueue(tx, { sourceAccountId, institutionId, afterSeconds: 0 });
    }
  };
}
