import { sql } from "drizzle-orm";
import type { Db } from "./database.ts";

/** One look at the store's clock, all in milliseconds: asked and answered by this process's monotonic clock. */
export type Reading = { askedAt: number; answeredAt: number; said: number };

/**
 * How far the store's clock is ahead of the monotonic one. A reading allows a range, as wide as the question took. The
 * offset moves only as far as that range requires, so that a slow answer moves nothing. The first is the middle.
 */
export function offsetAfter({ askedAt, answeredAt, said }: Reading, before: number | null): number {
  const [least, most] = [said - answeredAt, said - askedAt];
  if (before === null) return (least + most) / 2;
  return Math.min(most, Math.max(least, before));
}

/** Clocks of one machine drift apart by less than a millisecond in this time. */
const LOOK_EVERY_MS = 10_000;
/** A machine that slept, or whose clock was set, shows it by so much. */
const GAP_MS = 1_000;
/** The first answer of a connection is slow; the ones after it leave less room. */
const FIRST_LOOKS = 3;

export type StoreClock = { now(): Date; look(): Promise<void>; stop(): void };

/**
 * The time of the store that replicas share, without asking it each time. The monotonic clock, which cannot be set,
 * carries on the result of `ask` (milliseconds since 1970). Between two looks it may be wrong by half the time that a
 * question takes.
 */
export async function storeClock(ask: () => Promise<number>): Promise<StoreClock> {
  let offset: number | null = null;
  let apart = 0;
  let isLooking = false;

  async function look() {
    const askedAt = performance.now();
    const said = await ask();
    const answeredAt = performance.now();
    offset = offsetAfter({ askedAt, answeredAt, said }, offset);
    apart = Date.now() - answeredAt;
  }
  const lookSoon = () => {
    if (isLooking) return;
    isLooking = true;
    look()
      .catch(() => {}) // The store is away: the monotonic clock goes on.
      .finally(() => {
        isLooking = false;
      });
  };

  for (let n = 0; n < FIRST_LOOKS; n++) await look();
  const timer = setInterval(lookSoon, LOOK_EVERY_MS).unref();
  return {
    now() {
      const at = performance.now();
      if (Math.abs(Date.now() - at - apart) > GAP_MS) lookSoon();
      return new Date(Math.round((offset ?? 0) + at));
    },
    look,
    stop: () => clearInterval(timer),
  };
}

/** The time by a database's clock, in milliseconds since 1970. */
export const timeOf = (db: Db) => async () => {
  const at = sql<number>`extract(epoch from clock_timestamp())::float8 * 1000`;
  const [row] = await db.select({ at }).from(sql`(values (1)) as one`);
  if (!row) throw new Error("the store told no time");
  return row.at;
};
