import { createHmac, randomInt } from "node:crypto";
import { and, countDistinct, eq, like, sql } from "drizzle-orm";
import { AT_ONCE, type Quota, type RequestLimits } from "../../institution/request-limits.ts";
import { connections, limits } from "../schema.ts";
import type { Db } from "../store/database.ts";
import { isLinked } from "../store/predicates.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Longer than any request takes: a place that is held longer belongs to a process that died. */
const LEASE_MS = MINUTE_MS;
/** Maximum age of an institution's number of connected companies when the day's limit uses it. */
const COUNTED_EVERY_MS = 10_000;

/** Addresses are stored under a keyed hash: there are too few of them for a plain one. */
export type RequestRates = { perDay: number; perMinute: number; key: Uint8Array };

/** Counters of the API in the database: one statement counts a request, and every replica counts the same. */
export function requestLimits(db: Db, clock: () => Date, { perDay, perMinute, key }: RequestRates): RequestLimits {
  const hashed = (text: string) => createHmac("sha256", key).update(text).digest("base64url");
  const connected = new Map<string, { companies: number; at: number }>();

  async function dayLimit(institutionId: string) {
    const now = clock().getTime();
    const known = connected.get(institutionId);
    if (known && now - known.at < COUNTED_EVERY_MS) return perDay * (1 + known.companies);
    const own = and(eq(connections.institutionId, institutionId), isLinked);
    const [row] = await db
      .select({ companies: countDistinct(connections.companyId) })
      .from(connections)
      .where(own);
    const companies = row?.companies ?? 0;
    connected.set(institutionId, { companies, at: now });
    return perDay * (1 + companies);
  }

  async function add(rows: { key: string; expire: Date }[]) {
    const over = sql`${limits.expire} <= ${clock().toISOString()}::timestamptz`;
    const counted = await db
      .insert(limits)
      .values(rows.map((row) => ({ ...row, points: 1 })))
      .onConflictDoUpdate({
        target: limits.key,
        set: {
          points: sql`case when ${over} then 1 else ${limits.points} + 1 end`,
          expire: sql`case when ${over} then excluded.expire else ${limits.expire} end`,
        },
      })
      .returning();
    return new Map(counted.map((row) => [row.key, row]));
  }

  return {
    async count(address, institutionId) {
      const now = clock();
      const minute = { key: `api-address:${hashed(address)}`, expire: new Date(now.getTime() + MINUTE_MS) };
      const day = institutionId && { key: `api-day:${institutionId}`, expire: nextMidnight(now) };
      // Always in this order, so that two requests at once never wait for each other.
      const counted = await add(day ? [day, minute] : [minute]);
      const perAddress = counted.get(minute.key);
      const perInstitution = day ? counted.get(day.key) : undefined;
      let quota: Quota | null = null;
      if (day && institutionId) {
        const limit = await dayLimit(institutionId);
        const left = Math.max(0, limit - (perInstitution?.points ?? 0));
        quota = { limit, left, resetsAt: day.expire };
        if ((perInstitution?.points ?? 0) > limit)
          return { allowed: false, quota, waitSeconds: secondsTo(day.expire, now) };
      }
      if ((perAddress?.points ?? 0) <= perMinute) return { allowed: true, quota };
      return { allowed: false, quota, waitSeconds: secondsTo(perAddress?.expire ?? minute.expire, now) };
    },

    async enter(institutionId, companyId) {
      const prefix = `api-busy:${institutionId}:${companyId}:`;
      const token = randomInt(1, 2 ** 31 - 1);
      // Two requests may claim the same place; the slower one tries again while one is free.
      for (let round = 0; round < AT_ONCE; round++) {
        const now = sql`${clock().toISOString()}::timestamptz`;
        const until = sql`${new Date(clock().getTime() + LEASE_MS).toISOString()}::timestamptz`;
        const [place] = await db
          .insert(limits)
          .select(
            sql`select ${prefix}::text || n, ${token}::int, ${until} from generate_series(1, ${AT_ONCE}::int) n
              where not exists (select 1 from ${limits} where key = ${prefix}::text || n and expire > ${now})
              order by random() limit 1`,
          )
          .onConflictDoUpdate({
            target: limits.key,
            set: { points: sql`excluded.points`, expire: sql`excluded.expire` },
            setWhere: sql`${limits.expire} <= ${now}`,
          })
          .returning({ key: limits.key });
        if (place) return { key: place.key, token };
        const isTaken = and(like(limits.key, `${prefix}%`), sql`${limits.expire} > ${now}`);
        if ((await db.$count(limits, isTaken)) >= AT_ONCE) return null;
      }
      return null;
    },

    async leave({ key, token }) {
      await db.delete(limits).where(and(eq(limits.key, key), eq(limits.points, token)));
    },
  };
}

const nextMidnight = (now: Date) => new Date((Math.floor(now.getTime() / DAY_MS) + 1) * DAY_MS);
const secondsTo = (then: Date, now: Date) => Math.max(1, Math.ceil((then.getTime() - now.getTime()) / 1000));
