import { and, eq, inArray } from "drizzle-orm";
import type { ReauthorisationStore } from "../../feed/ports.ts";
import type { Witness } from "../journey-store.ts";
import { events, feeds, sourceAccounts, statements } from "../schema.ts";
import { type FeedNeeds, inLine, isUnderway } from "./line-up.ts";

/** Whose user has to authorise again, in the database. */
export function reauthorisationStore({ db, clock, enqueue }: FeedNeeds): ReauthorisationStore {
  return {
    askReauthorisation: (sourceAccountId, by) =>
      db.transaction(async (tx) => {
        const its = eq(sourceAccounts.id, sourceAccountId);
        const [account] = await tx.select().from(sourceAccounts).where(its);
        if (account?.status !== "connected") return "not-connected";
        const feed = await inLine(tx, sourceAccountId);
        if (feed.reauthorisation === "asked" || feed.reauthorisation === "required") return "repeated";
        const { institutionId, connectionId } = account;
        const now = clock();
        await tx
          .update(feeds)
          .set({ reauthorisation: "asked", reauthorisationAt: now, lookedAt: now })
          .where(eq(feeds.sourceAccountId, sourceAccountId));
        await tx.insert(events).values({
          at: now,
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

/** Lets the accounts of a connection go on whose user has authorised again, within the transaction that says so. */
export function resumesFeedsOf({ clock, enqueue }: Pick<FeedNeeds, "clock" | "enqueue">): Witness {
  return async (tx, { kind, connectionId }, { type }) => {
    if (type !== "linked" || kind !== "reauth" || !connectionId) return;
    const its = tx
      .select({ id: sourceAccounts.id })
      .from(sourceAccounts)
      .where(eq(sourceAccounts.connectionId, connectionId));
    const now = clock();
    // Word to Sage that is still on its way is too late.
    await tx
      .update(statements)
      .set({ finishedAt: now })
      .where(and(inArray(statements.sourceAccountId, its), eq(statements.kind, "reauthorise"), isUnderway));
    const resumed = await tx
      .update(feeds)
      .set({ reauthorisation: "given", reauthorisationAt: now, lookedAt: now })
      .where(and(inArray(feeds.sourceAccountId, its), inArray(feeds.reauthorisation, ["asked", "required"])))
      .returning({ sourceAccountId: feeds.sourceAccountId });
    for (const { sourceAccountId } of resumed) {
      const [account] = await tx
        .select({ institutionId: sourceAccounts.institutionId })
        .from(sourceAccounts)
        .where(eq(sourceAccounts.id, sourceAccountId));
      if (account) await enqueue(tx, { sourceAccountId, institutionId: account.institutionId, afterSeconds: 0 });
    }
  };
}
