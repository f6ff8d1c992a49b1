import { sql } from "drizzle-orm";
import type { Db } from "./database.ts";

/**
 * Hands out moments at which Sage may be called, `spacingMs` apart over all processes together, and answers how long
 * to wait for this one. The database's clock is the only one that counts.
 */
export function pacer(db: Db, spacingMs: number) {
  const spacing = `${spacingMs} milliseconds`;
  return async function turn(name: string): Promise<number> {
    const result = await db.execute(sql`
      insert into pace as p (name, next_at) values (${name}, clock_timestamp() + ${spacing}::interval)
      on conflict (name) do update set next_at = greatest(p.next_at, clock_timestamp()) + ${spacing}::interval
      returning (extract(epoch from (next_at - ${spacing}::interval - clock_timestamp())) * 1000)::float8 as wait`);
    const rows = Array.isArray(result) ? result : (result as { rows: unknown[] }).rows;
    return Math.max(0, Number((rows[0] as { wait: number }).wait));
  };
}
