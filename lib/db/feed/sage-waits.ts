import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { SageWaits } from "../../feed/ports.ts";
import { isAway } from "../../feed/reach.ts";
import { feeds, sageReach, sourceAccounts } from "../schema.ts";
import { isResumeDue } from "../store/feed-predicates.ts";
import type { FeedNeeds } from "./parts.ts";

/** Accounts that wait for Sage to answer, in the database. */
export function sageWaits({ db, enqueue }: Pick<FeedNeeds, "db" | "enqueue">): SageWaits {
  const now = sql`clock_timestamp()`;
  return {
    awaitSage: (sourceAccountId, region, seconds) =>
      db.transaction(async (tx) => {
        // Held, so that Sage comes back before this or after it, and wakes the account then.
        const [reach] = await tx.select().from(sageReach).where(eq(sageReach.region, region)).for("share");
        const resumeAt = reach && isAway(reach) ? null : sql`${now} + ${`${seconds} seconds`}::interval`;
        await tx.update(feeds).set({ awaitsSage: region, resumeAt }).where(eq(feeds.sourceAccountId, sourceAccountId));
      }),

    async sendProbe(region) {
      const longest = db
        .select({ id: feeds.sourceAccountId })
        .from(feeds)
        .where(and(eq(feeds.awaitsSage, region), isNull(feeds.resumeAt)))
        .orderBy(feeds.lookedAt)
        .limit(1);
      await db.update(feeds).set({ resumeAt: now }).where(inArray(feeds.sourceAccountId, longest));
    },

    resume: (limit) =>
      db.transaction(async (tx) => {
        const isDue = isResumeDue(now);
        // One account of each institution at a time, so many accounts of one do not delay another's few.
        const turn = sql<number>`row_number() over (partition by ${sourceAccounts.institutionId} order by ${feeds.resumeAt})`;
        const due = await tx
          .select({ id: feeds.sourceAccountId, turn: turn.as("turn") })
          .from(feeds)
          .innerJoin(sourceAccounts, eq(sourceAccounts.id, feeds.sourceAccountId))
          .where(isDue)
          .orderBy(sql`turn`)
          .limit(limit);
        if (due.length === 0) return 0;
        const ids = due.map(({ id }) => id);
        // One account that somebody holds must not keep the others waiting.
        const free = tx
          .select({ id: feeds.sourceAccountId })
          .from(feeds)
          .where(and(inArray(feeds.sourceAccountId, ids), isDue))
          .for("update", { skipLocked: true });
        const taken = await tx
          .update(feeds)
          .set({ resumeAt: null, awaitsSage: null })
          .where(inArray(feeds.sourceAccountId, free))
          .returning({ id: feeds.sourceAccountId });
        const owners = await tx
          .select({ sourceAccountId: sourceAccounts.id, institutionId: sourceAccounts.institutionId })
          .from(sourceAccounts)
          .where(
            inArray(
              sourceAccounts.id,
              taken.map(({ id }) => id),
            ),
          );
        const place = new Map(ids.map((id, index) => [id, index]));
        owners.sort((a, b) => (place.get(a.sourceAccountId) ?? 0) - (place.get(b.sourceAccountId) ?? 0));
        for (const owner of owners) await enqueue(tx, { ...owner, afterSeconds: 0 });
        return owners.length;
      }),
  };
}
