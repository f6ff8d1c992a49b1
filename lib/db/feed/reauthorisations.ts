import { and, eq, inArray, isNull, or } from "drizzle-orm";
import type { ReauthorisationStore } from "../../feed/ports.ts";
import type { Witness } from "../journey-store.ts";
import { connections, events, feeds, sourceAccounts, statements } from "../schema.ts";
import { type FeedNeeds, holdFeeds, inLine, isUnderway, linkedAccount } from "./line-up.ts";

/** Whose user has to authorise again, in the database. */
export function reauthorisationStore({ db, clock, enqueue }: FeedNeeds): ReauthorisationStore {
  return {
    askReauthorisation: (sourceAccountId, by) =>
      db.transaction(async (tx) => {
        const feed = await inLine(tx, sourceAccountId);
        const account = await linkedAccount(tx, sourceAccountId);
        if (!feed || !account) return "not-connected";
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

/**
 * Lets the accounts of a connection go on whose user has authorised again, within the transaction that says so: Sage wakes all of
 * them. Of those that it was about to be told to ask about, the ones that the user has just authorised.
 */
export function resumesFeedsOf({ clock, enqueue }: Pick<FeedNeeds, "clock" | "enqueue">): Witness {
  return async (tx, { kind, connectionId, accountIds }, { type }) => {
    if (type !== "linked" || kind !== "reauth" || !connectionId) return;
    await holdFeeds(tx, eq(sourceAccounts.connectionId, connectionId));
    // Whoever connects or ends an account at this moment holds it before the job of the account, as is done here.
    await tx.select({ id: connections.id }).from(connections).where(eq(connections.id, connectionId)).for("update");
    const its = tx
      .select({ id: sourceAccounts.id })
      .from(sourceAccounts)
      .where(and(eq(sourceAccounts.connectionId, connectionId), eq(sourceAccounts.status, "connected")));
    const now = clock();
    const isAuthorised = and(eq(feeds.reauthorisation, "asked"), inArray(feeds.sourceAccountId, [...accountIds]));
    const resumed = await tx
      .update(feeds)
      .set({ reauthorisation: "given", reauthorisationAt: now, lookedAt: now })
      .where(
        and(
          inArray(feeds.sourceAccountId, its),
          or(isNull(feeds.reauthorisation), eq(feeds.reauthorisation, "required"), isAuthorised),
        ),
      )
      .returning({ id: feeds.sourceAccountId });
    const ids = resumed.map(({ id }) => id);
    if (ids.length === 0) return;
    // Word to Sage that is still on its way is too late.
    await tx
      .update(statements)
      .set({ finishedAt: now })
      .where(and(inArray(statements.sourceAccountId, ids), eq(statements.kind, "reauthorise"), isUnderway));
    const owners = await tx
      .select({ sourceAccountId: sourceAccounts.id, institutionId: sourceAccounts.institutionId })
      .from(sourceAccounts)
      .where(inArray(sourceAccounts.id, ids));
    for (const owner of owners) await enqueue(tx, { ...owner, afterSeconds: 0 });
  };
}
