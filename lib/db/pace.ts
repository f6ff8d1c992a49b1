import { sql } from "drizzle-orm";
import type { SharedTurns } from "../sage/turns.ts";
import type { Db } from "./database.ts";

export type Pace = {
  /** Requests that may arrive at Sage in any one second. */
  perSecond: number;
  /** How long a request may take to arrive before a turn counts from its sending; most are answered sooner. */
  onTheWayMs: number;
  /** At least so long between two turns, so that what waited does not come in one burst. */
  apartMs: number;
};

/**
 * Turns under Sage's limit, over all processes together. Each of `perSecond` places is taken by a request from its sending until a
 * second after it has arrived for certain, which its answer shows: so no second ever sees more of them, however late timers and
 * networks are. The database's clock is the only one that counts.
 */
export function sharedTurns(db: Db, name: string, { perSecond, onTheWayMs, apartMs }: Pace): SharedTurns {
  const taken = sql`clock_timestamp() + ${`${1000 + onTheWayMs} milliseconds`}::interval`;
  const apart = sql`clock_timestamp() + ${`${apartMs} milliseconds`}::interval`;
  let isPrepared = false;
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
      // One who asks at the same time waits at `gate`; what it then finds taken meanwhile it asks for again.
      const [row] = await rowsOf<{ place: number | null; until: string | null; wait: number }>(sql`
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
          (extract(epoch from greatest((select next_at from gate), (select min(free_at) from pace_places where name = ${name}))
            - clock_timestamp()) * 1000)::float8 as wait`);
      if (row?.place == null) return { waitMs: Math.max(1, Math.ceil(Number(row?.wait ?? 1))) };
      const { place, until } = row;
      const sentAt = performance.now();
      const answered = () => {
        // Later it would give nothing back.
        if (performance.now() - sentAt >= onTheWayMs) return;
        const free = sql`clock_timestamp() + interval '1 second'`;
        void db
          .execute(
            sql`update pace_places set free_at = ${free}
              where name = ${name} and place = ${place} and free_at = ${until}::timestamptz and free_at > ${free}`,
          )
          // Then the place is free a little later.
          .then(undefined, () => {});
      };
      return { granted: { answered } };
    },
  };

  async function rowsOf<T>(query: ReturnType<typeof sql>): Promise<T[]> {
    const result = await db.execute(query);
    return (Array.isArray(result) ? result : (result as unknown as { rows: unknown[] }).rows) as T[];
  }
}
