import { sql } from "drizzle-orm";
import type { RateLimiter } from "../../sage/fair-queue.ts";
import { type Db, rowsOf } from "../store/database.ts";

export type RateLimit = {
  /** Requests that may arrive at Sage in any one second. */
  perSecond: number;
  /** How long beyond a second a place is kept for a request without an answer: it may arrive that late. */
  onTheWayMs: number;
  /** The shortest time between two permits, so that waiting requests do not come in one burst. */
  apartMs: number;
  /**
   * The database runs in this process and shares its clock, so a permit's age is exact. With a slow question, only the
   * greatest possible age is known.
   */
  isOneClock?: boolean;
};

/** Answers to the like that the quickest is one of; fewer say nothing yet: a busy process measures itself. */
const ENOUGH = 100;
const REMEMBERED = 2_000;
/** The quickest answer that a busy process saw may have been quicker by so much. This part is not subtracted. */
const LATE_MS = 20;

/**
 * Permits under Sage's limit, shared by all processes. Each of `perSecond` places is taken by a request until a second
 * after it has arrived. Its answer shows the latest time of arrival: that of the answer, less most of the quickest
 * answer's time. So no second sees more requests, however late processes and timers are, and however far away Sage is.
 * For a request without an answer that holds as long as it arrives within `onTheWayMs`. The database's clock is the
 * only one that counts.
 */
export function rateLimiter(
  db: Db,
  name: string,
  { perSecond, onTheWayMs, apartMs, isOneClock = false }: RateLimit,
): RateLimiter {
  const grantedAt = sql`extract(epoch from clock_timestamp())::float8 * 1000`;
  const taken = sql`clock_timestamp() + ${`${1000 + onTheWayMs} milliseconds`}::interval`;
  const apart = sql`clock_timestamp() + ${`${apartMs} milliseconds`}::interval`;
  let isPrepared = false;
  const trips = new Map<string, { count: number; least: number; before: number }>();
  /** The time of the quickest answer that can be counted on, in milliseconds; 0 while there were few. */
  function quickest(operation: string, took: number) {
    const { count, least, before } = trips.get(operation) ?? { count: 0, least: Infinity, before: Infinity };
    const known = { count: count + 1, least: Math.min(least, took), before };
    trips.set(operation, count < REMEMBERED ? known : { count: ENOUGH, least: took, before: least });
    return known.count < ENOUGH ? 0 : Math.max(0, Math.min(known.least, before) - LATE_MS);
  }
  async function prepare() {
    if (isPrepared) return;
    await db.execute(sql`
      insert into pace (name, next_at) values (${name}, clock_timestamp()) on conflict do nothing`);
    await db.execute(sql`
      insert into pace_places (name, place, free_at)
      select ${name}, place, clock_timestamp() from generate_series(1, ${perSecond}::int) as place on conflict do nothing`);
    isPrepared = true;
  }
  return {
    async ask() {
      await prepare();
      let askedAt = performance.now();
      // A request at the same time waits at `gate`. If the place is taken by then, it asks again.
      const [row] = await rowsOf<{ place: number | null; until: string | null; at: number; wait: number }>(
        db,
        sql`
        with gate as (select next_at from pace where name = ${name} for update),
        free as (
          select p.place from pace_places p, gate
          where p.name = ${name} and p.free_at <= clock_timestamp() and gate.next_at <= clock_timestamp()
          order by p.free_at limit 1
        ),
        granted as (
          update pace_places p set free_at = ${taken} from free
          where p.name = ${name} and p.place = free.place and p.free_at <= clock_timestamp()
          returning p.place, p.free_at
        ),
        moved as (
          update pace set next_at = ${apart} where name = ${name} and exists (select 1 from granted)
        )
        select (select place from granted) as place, (select free_at::text from granted) as until,
          ${grantedAt} as at,
          (extract(epoch from greatest((select next_at from gate), (select min(free_at) from pace_places where name = ${name}))
            - clock_timestamp()) * 1000)::float8 as wait`,
      );
      if (row?.place == null) return { waitMs: Math.max(1, Math.ceil(Number(row?.wait ?? 1))) };
      const { place } = row;
      let { until } = row;
      // By the monotonic clock: somebody may set the other one.
      const since = (at: number) => (isOneClock ? at - Date.now() + performance.now() : askedAt);
      let at = since(Number(row.at));
      const answered = (operation: string, took: number) => {
        const ago = quickest(operation, took);
        const free = sql`clock_timestamp() + ${`${1000 - Math.min(ago, 900)} milliseconds`}::interval`;
        void db
          .execute(
            sql`update pace_places set free_at = ${free}
              where name = ${name} and place = ${place} and free_at = ${until}::timestamptz`,
          )
          // Then the place is free a little later.
          .then(undefined, () => {});
      };
      const renew = async () => {
        askedAt = performance.now();
        const [renewed] = await rowsOf<{ until: string; at: number }>(
          db,
          sql`
          update pace_places set free_at = ${taken}
          where name = ${name} and place = ${place} and free_at = ${until}::timestamptz returning free_at::text as until, ${grantedAt} as at`,
        );
        if (renewed) {
          until = renewed.until;
          at = since(Number(renewed.at));
        }
        return renewed !== undefined;
      };
      const unused = () => {
        const free = sql`update pace_places set free_at = clock_timestamp()
          where name = ${name} and place = ${place} and free_at = ${until}::timestamptz`;
        void db.execute(free).then(undefined, () => {});
      };
      return {
        granted: { unused, age: () => performance.now() - at, renew, answered },
      };
    },
  };
}
