import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { FUNNEL_STEPS, type FunnelStep, type OverviewStore, type Range } from "../../console/overview.ts";
import type { Scope } from "../../console/ports.ts";
import { JOURNEY_STATES } from "../../journey/journey.ts";
import { isTrouble, reached, stateAt, trouble, wasAnswered, wasSent } from "../store/console-predicates.ts";
import { type Db, rowsOf } from "../store/database.ts";
import { isTaken } from "../store/predicates.ts";

const count = z.coerce.number().int();
const TallyRow = z.object({
  time: z.string(),
  region: z.string().nullable(),
  host: z.string().nullable(),
  locale: z.string().nullable(),
  reached: count,
  state: z.enum(JOURNEY_STATES),
  isOver: z.boolean(),
  journeys: count,
});
const seconds = z.coerce.number().nullable();
const TimesRow = z.record(z.string(), z.union([z.number(), z.string(), z.null()]));
const TroubleRow = z.object({ error: z.string(), journeys: count, finished: count });
const RefusalRow = z.object({ reason: z.string(), visits: count });
const HourRow = z.object({ at: z.coerce.date(), region: z.string(), answered: count, failed: count });

/** The counts of the console's overview, in the database; all come from what journeys wrote down by themselves. */
export function overviewStore(db: Db): OverviewStore {
  async function rows<T extends z.ZodType>(shape: T, query: SQL): Promise<z.output<T>[]> {
    return z.array(shape).parse(await rowsOf(db, query)) as z.output<T>[];
  }

  return {
    tallies: (scope, range, now) =>
      rows(
        TallyRow,
        sql`select to_char(announced_at at time zone 'UTC', ${isShort(range) ? "YYYY-MM-DD HH24:00" : "YYYY-MM-DD"}) as time,
          region, locale, return_host as host,
          ${reached} as reached, ${stateAt(now)} as state,
          expires_at < ${time(new Date(now.getTime() - DAY_MS))} as "isOver", count(*) as journeys
        from journeys where ${within(scope, range)} group by 1, 2, 3, 4, 5, 6, 7`,
      ),

    async stepTimes(scope, range) {
      const between = (name: FunnelStep, from: string, to: string) => {
        const taken = `extract(epoch from ${to} - ${from})`;
        const known = `filter (where ${to} >= ${from})`;
        return `count(*) ${known} as "${name}-n",
          percentile_cont(0.5) within group (order by ${taken}) ${known} as "${name}-p50",
          percentile_cont(0.95) within group (order by ${taken}) ${known} as "${name}-p95"`;
      };
      const columns = [
        between("arrived", "announced_at", "opened_at"),
        between("identified", "opened_at", "identified_at"),
        between("chosen", "identified_at", "chosen_at"),
        // Where nothing is chosen, both are one moment, and no measure of a person.
        between("confirmed", "nullif(chosen_at, confirmed_at)", "confirmed_at"),
        between("linked", "confirmed_at", "linked_at"),
        between("connected", "linked_at", "connected_at"),
      ];
      const [row = {}] = await rows(
        TimesRow,
        sql`select ${sql.raw(columns.join(", "))} from journeys where ${within(scope, range)}`,
      );
      return FUNNEL_STEPS.map((step) => ({
        step,
        journeys: Number(row[`${step}-n`] ?? 0),
        median: seconds.parse(row[`${step}-p50`] ?? null),
        p95: seconds.parse(row[`${step}-p95`] ?? null),
      }));
    },

    troubles: (scope, range) =>
      rows(
        TroubleRow,
        sql`with met as (
          select distinct journey_id, ${trouble} as error
          from events
          where ${isTrouble} and at >= ${time(range.from)} and at < ${time(new Date(range.to.getTime() + DAY_MS))})
        select met.error, count(*) as journeys, count(*) filter (where ${isTaken}) as finished
        from met join journeys on id = met.journey_id where ${within(scope, range)} group by 1 order by 2 desc, 1`,
      ),

    refusals: (scope, range) =>
      rows(
        RefusalRow,
        sql`select coalesce(detail->>'reason', 'unknown') as reason, count(*) as visits from events
        where type = 'arrival-refused' and at >= ${time(range.from)} and at < ${time(range.to)}
          ${scope ? sql`and institution_id = ${scope}::uuid` : sql``} group by 1 order by 2 desc, 1`,
      ),

    sageHours: (range) =>
      rows(
        HourRow,
        sql`select hour as at, region,
          coalesce(sum(calls) filter (where ${wasAnswered}), 0) as answered,
          coalesce(sum(calls) filter (where not ${wasAnswered}), 0) as failed
        from sage_calls where hour >= ${time(range.from)} and hour < ${time(range.to)} and ${wasSent}
        group by 1, 2 order by 1, 2`,
      ),
  };
}

const DAY_MS = 86_400_000;

const isShort = ({ from, to }: Range) => to.getTime() - from.getTime() <= 2 * DAY_MS;

const time = (date: Date) => sql`${date.toISOString()}::timestamptz`;

const within = (scope: Scope, { from, to }: Range) =>
  sql`announced_at >= ${time(from)} and announced_at < ${time(to)} ${scope ? sql`and institution_id = ${scope}::uuid` : sql``}`;
