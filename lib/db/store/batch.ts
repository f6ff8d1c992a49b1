import { and, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Db } from "./database.ts";

/** Rows that one statement removes: few enough that other statements do not wait. */
const BATCH = 1_000;
/** Batches at one time: the next minute goes on. */
const MOST_BATCHES = 10;

/** The oldest rows first, by a column that has an index: `old` is a condition on it. Answers how many are gone. */
export async function deleteOldest(db: Db, table: PgTable, column: PgColumn, old: SQL | undefined): Promise<number> {
  let gone = 0;
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    // By their places in the table, which are read from the index and looked up one by one.
    const places = sql`select ctid from ${table} where ${old} order by ${column} limit ${BATCH}`;
    // The condition once more: a row that was renewed in between stays.
    const deleted = await db
      .delete(table)
      .where(and(sql`ctid = any(array(${places}))`, old))
      .returning({ one: sql`1` });
    gone += deleted.length;
    if (deleted.length < BATCH) break;
  }
  return gone;
}
