import { and, eq, gt, sql } from "drizzle-orm";
import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import type { Clock } from "../../ports.ts";
import { limits } from "../schema.ts";
import type { Db } from "../store/database.ts";

type Row = typeof limits.$inferSelect;
type Rule = { keyPrefix: string; points: number; duration: number };

/** A counter of rate-limiter-flexible by the store's clock: the library's own drizzle counter goes by that of the process. */
export class StoreCounter extends RateLimiterDrizzle {
  readonly #db: Db;
  readonly #clock: Clock;

  constructor(db: Db, clock: Clock, rule: Rule) {
    super({ storeClient: db, schema: limits, clearExpiredByTimeout: false, ...rule });
    this.#db = db;
    this.#clock = clock;
  }

  async _upsert(key: string, points: number, forMs: number, isForced = false): Promise<Row | undefined> {
    const now = this.#clock();
    const row = { key, points, expire: forMs > 0 ? new Date(now.getTime() + forMs) : null };
    const isOver = sql`${limits.expire} <= ${now.toISOString()}::timestamptz`;
    const counted = {
      points: sql`case when ${isOver} then ${points}::int else ${limits.points} + ${points}::int end`,
      expire: sql`case when ${isOver} then excluded.expire else ${limits.expire} end`,
    };
    const set = isForced ? { points, expire: row.expire } : counted;
    const [held] = await this.#db
      .insert(limits)
      .values(row)
      .onConflictDoUpdate({ target: limits.key, set })
      .returning();
    return held;
  }

  async _get(key: string): Promise<Row | null> {
    const [held] = await this.#db
      .select()
      .from(limits)
      .where(and(eq(limits.key, key), gt(limits.expire, this.#clock())));
    return held ?? null;
  }

  _getRateLimiterRes(_key: string, changed: number, { points, expire }: Row) {
    const left = Math.max(0, this.points - points);
    const waitMs = expire ? Math.max(0, expire.getTime() - this.#clock().getTime()) : -1;
    return new RateLimiterRes(left, waitMs, points, points === changed);
  }
}
