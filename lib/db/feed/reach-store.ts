import { eq, inArray, sql } from "drizzle-orm";
import type { ReachStore } from "../../feed/ports.ts";
import { isBack, isWell, mayAsk, REACHED, type Reach, type ReachEvent, reachAfter } from "../../feed/reach.ts";
import type { Region } from "../../institution/institution.ts";
import { feeds, sageReach } from "../schema.ts";
import type { Db } from "../store/database.ts";

const NOW = sql<Date>`clock_timestamp()`.mapWith(sageReach.probeAt);

/** How Sage answers, in the database. */
export function reachStore(db: Db): ReachStore {
  /** As this process last saw it: while all is well, nothing is asked of the store. */
  const known = new Map<Region, Reach>();
  const isWellIn = (region: Region) => {
    const reach = known.get(region);
    return reach !== undefined && isWell(reach);
  };

  /** Applies an event to what all processes know. Sage that is back wakes whatever waited for it, in the same transaction. */
  const apply = (region: Region, event: (before: Reach, now: Date) => ReachEvent | null) =>
    db.transaction(async (tx) => {
      await tx
        .insert(sageReach)
        .values({ region, ...REACHED })
        .onConflictDoNothing();
      const [row] = await tx.select().from(sageReach).where(eq(sageReach.region, region)).for("update");
      const [clock] = await tx.select({ now: NOW }).from(sageReach).where(eq(sageReach.region, region));
      if (!row || !clock) return;
      const { region: _, ...before } = row;
      const what = event(before, clock.now);
      const after = what ? reachAfter(before, what, clock.now) : before;
      if (after !== before) await tx.update(sageReach).set(after).where(eq(sageReach.region, region));
      if (isBack(before, after)) {
        // An account that somebody holds at this moment is resumed by the next look: nothing waits for it here.
        const free = tx
          .select({ id: feeds.sourceAccountId })
          .from(feeds)
          .where(eq(feeds.awaitsSage, region))
          .for("update", { skipLocked: true });
        await tx.update(feeds).set({ resumeAt: sql`clock_timestamp()` }).where(inArray(feeds.sourceAccountId, free));
      }
      known.set(region, after);
    });

  return {
    async heard(region, event) {
      if (event.type === "answered" && isWellIn(region)) return;
      await apply(region, () => event);
    },

    async mayAsk(region) {
      if (isWellIn(region)) return true;
      const answers: ReturnType<typeof mayAsk>[] = [];
      await apply(region, (before, now) => {
        answers.push(mayAsk(before, now));
        return answers.includes("probe") ? { type: "probed" } : null;
      });
      return !answers.includes("no");
    },

    async look() {
      const rows = await db.select({ ...columns, now: NOW }).from(sageReach);
      for (const { region, now: _, ...reach } of rows) known.set(region, reach);
      return rows.filter((row) => mayAsk(row, row.now) === "probe").map(({ region }) => region);
    },
  };
}

const { region, unanswered, awaySince, probeAt, backAt } = sageReach;
const columns = { region, unanswered, awaySince, probeAt, backAt };
