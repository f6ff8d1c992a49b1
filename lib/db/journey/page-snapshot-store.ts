import { and, desc, eq, sql } from "drizzle-orm";
import type { PageSnapshots, SnapshotView } from "../../journey/page-snapshot.ts";
import { journeyViews } from "../schema.ts";
import type { Db } from "../store/database.ts";

/** A journey reloaded without end must not fill the store. */
const MOST_VIEWS = 200;

/** The pages that journeys' users saw, in the database. */
export function pageSnapshotStore(db: Db, clock: () => Date): PageSnapshots {
  const insert = async (journeyId: string, { locale, brandVersion, seen }: Omit<SnapshotView, "id" | "at">) => {
    const row = sql`${journeyId}::uuid, ${clock().toISOString()}::timestamptz, ${seen.page}, ${locale}, ${brandVersion}, ${JSON.stringify(seen)}::jsonb`;
    // A person who chose no language is counted under the one they were shown.
    await db.execute(sql`
      with shown as (update journeys set locale = ${locale} where id = ${journeyId}::uuid and locale is null)
      insert into journey_views (journey_id, at, page, locale, brand_version, seen) select ${row}
      where (select count(*) from journey_views where journey_id = ${journeyId}::uuid) < ${MOST_VIEWS}`);
  };

  return {
    add: insert,

    async answered(journeyId, page, answer) {
      const [last] = await db
        .select()
        .from(journeyViews)
        .where(and(eq(journeyViews.journeyId, journeyId), eq(journeyViews.page, page)))
        .orderBy(desc(journeyViews.id))
        .limit(1);
      if (last) await insert(journeyId, { ...last, seen: { ...last.seen, answer } as typeof last.seen });
    },

    all: (journeyId) =>
      db
        .select({
          id: journeyViews.id,
          at: journeyViews.at,
          locale: journeyViews.locale,
          brandVersion: journeyViews.brandVersion,
          seen: journeyViews.seen,
        })
        .from(journeyViews)
        .where(eq(journeyViews.journeyId, journeyId))
        .orderBy(journeyViews.id),
  };
}
