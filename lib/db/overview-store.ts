import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { FUNNEL_STEPS, type OverviewStore, type Range } from "../console/overview.ts";
import type { Scope } from "../console/ports.ts";
import { JOURNEY_STATES } from "../journey/journey.ts";
import type { Db } from "./database.ts";

const count = z.coerce.number().int();
const TallyRow = z.object({
  time: z.string(),
  region: z.string().nullable(),
  host: z.string().nullable(),
  locale: z.string().nullable(),
  reached: count,
  state: z.enum(JOURNEY_STATES),
  journeys: count,
});
const seconds = z.coerce.number().nullable();
const TimesRow = z.record(z.string(), z.union([z.number(), z.string(), z.null()]));
const TroubleRow = z.object({ error: z.string(), journeys: count, finished: count });
const RefusalRow = z.object({ reason: z.string(), visits: count });
const HourRow = z.object({ at: z.coerce.date(), region: z.string(), answered: count, failed: count });

/** What the console's overview counts, in the database; everything comes from what journeys wrote down by themselves. */
export function overviewStore(db: Db): OverviewStore {
  async function rows<T extends z.ZodType>(shape: T, query: SQL): Promise<z.output<T>[]> {
    const answer: unknown = await db.execute(query);
    const found = Array.isArray(answer) ? answer : (answer as { rows: unknown[] }).rows;
    return z.array(shape).parse([...found]) as z.output<T>[];
  }

  return {
    tallies: (scope, range, now) =>
      rows(
        TallyRow,
        sql`with j as (${journeysIn(scope, range)}), e as (${stepsOf(sql`j`)})
        select to_char(j.announced_at at time zone 'UTC', ${isShort(range) ? "YYYY-MM-DD HH24:00" : "YYYY-MM-DD"}) as time,
          j.region, coalesce(j.locale, (${seenIn})) as locale,
          substring(j.return_address->>'redirectUri' from '^https?://([^/:?#]+)') as host,
          case when j.state = 'linked' and (j.kind = 'reauth' or ${isConnected}) then 6
            when j.state = 'linked' then 5
            when e.confirmed is not null then 4
            when e.chosen is not null then 3
            when e.identified is not null then 2
            when e.opened is not null then 1 else 0 end as reached,
          case when j.state in ('notified', 'opened', 'identified', 'chosen', 'failed')
            and j.expires_at <= ${time(now)} then 'expired' else j.state end as state,
          count(*) as journeys
        from j left join e on e.journey_id = j.id
        group by 1, 2, 3, 4, 5, 6`,
      ),

    async stepTimes(scope, range) {
      const between = (name: string, from: SQL, to: SQL) => {
        const taken = sql`extract(epoch from ${to} - ${from})`;
        const known = sql`filter (where ${to} >= ${from})`;
        return sql`count(*) ${known} as ${sql.raw(`"${name}-n"`)},
          percentile_cont(0.5) within group (order by ${taken}) ${known} as ${sql.raw(`"${name}-p50"`)},
          percentile_cont(0.95) within group (order by ${taken}) ${known} as ${sql.raw(`"${name}-p95"`)}`;
      };
      const [row = {}] = await rows(
        TimesRow,
        sql`with j as (${journeysIn(scope, range)}), e as (${stepsOf(sql`j`)}),
          c as (select j.id, min(a.connected_at) as connected from j
            join source_accounts a on a.connection_id = j.connection_id and j.account_ids ? a.id::text
            where j.state = 'linked' and j.kind = 'onboard' and a.connected_at >= j.announced_at group by j.id)
        select ${between("arrived", sql`j.announced_at`, sql`e.opened`)},
          ${between("identified", sql`e.opened`, sql`e.identified`)},
          ${between("chosen", sql`e.identified`, sql`e.chosen`)},
          ${between("confirmed", sql`coalesce(e.chosen, e.identified)`, sql`e.confirmed`)},
          ${between("linked", sql`e.confirmed`, sql`e.linked`)},
          ${between("connected", sql`e.linked`, sql`c.connected`)}
        from j left join e on e.journey_id = j.id left join c on c.id = j.id`,
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
        sql`with j as (${journeysIn(scope, range)}), met as (
          select distinct e.journey_id, case e.type
            when 'passcode-refused' then 'passcode-' || coalesce(e.detail->>'reason', 'refused')
            when 'link-failed' then coalesce(e.detail->>'failure', 'sage-unreachable')
            else e.type end as error
          from events e join j on j.id = e.journey_id
          where e.type in ('passcode-refused', 'passcode-expired', 'passcode-blocked', 'link-failed', 'sage-not-told'))
        select met.error, count(*) as journeys, count(*) filter (where j.state = 'linked') as finished
        from met join j on j.id = met.journey_id group by 1 order by 2 desc, 1`,
      ),

    refusals: (range) =>
      rows(
        RefusalRow,
        sql`select coalesce(detail->>'reason', 'unknown') as reason, count(*) as visits from events
        where type = 'arrival-refused' and at >= ${time(range.from)} and at < ${time(range.to)} group by 1 order by 2 desc, 1`,
      ),

    sageHours: (range) =>
      rows(
        HourRow,
        sql`select hour as at, region,
          coalesce(sum(calls) filter (where ${wasAnswered}), 0) as answered,
          coalesce(sum(calls) filter (where not ${wasAnswered}), 0) as failed
        from sage_calls where hour >= ${time(range.from)} and hour < ${time(range.to)} and outcome <> 'queue'
        group by 1, 2 order by 1, 2`,
      ),
  };
}

const isShort = ({ from, to }: Range) => to.getTime() - from.getTime() <= 2 * 86_400_000;

/** Whoever did not choose a language was shown that of their browser. */
const seenIn = sql`select v.locale from journey_views v where v.journey_id = j.id order by v.id limit 1`;

const time = (date: Date) => sql`${date.toISOString()}::timestamptz`;

const journeysIn = (scope: Scope, { from, to }: Range) =>
  sql`select * from journeys where announced_at >= ${time(from)} and announced_at < ${time(to)}
    ${scope ? sql`and institution_id = ${scope}::uuid` : sql``}`;

/** When each journey first came how far; what the institution authorised itself was identified, chosen and confirmed there. */
const stepsOf = (those: SQL) =>
  sql`select e.journey_id,
    min(e.at) filter (where e.type in ('opened', 'authorised')) as opened,
    min(e.at) filter (where e.type in ('identified', 'authorised')) as identified,
    min(e.at) filter (where e.type in ('chosen', 'authorised')) as chosen,
    min(e.at) filter (where e.type in ('confirmed', 'authorised')) as confirmed,
    min(e.at) filter (where e.type = 'linked') as linked
  from events e where e.journey_id in (select id from ${those})
    and e.type in ('opened', 'identified', 'chosen', 'confirmed', 'authorised', 'linked')
  group by e.journey_id`;

/** Sage made a bank account of one of those that were shared, or had made one before. */
const isConnected = sql`exists (select 1 from source_accounts a where a.connection_id = j.connection_id
  and j.account_ids ? a.id::text and (a.status = 'connected' or a.connected_at >= j.announced_at))`;

/** An answer is one by which Sage is there; a refusal is. */
const wasAnswered = sql`(outcome ~ '^[1-4][0-9][0-9]$' and outcome not in ('408', '429'))`;
