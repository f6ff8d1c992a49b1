import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { SQL } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { ConstructorOptions } from "pg-boss";
import type * as schema from "../schema.ts";
import type { PoolFigures } from "./pool.ts";

/** Either driver, seen alike: one schema, one set of queries. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>;

export type Database = {
  db: Db;
  /** The same store over connections of its own, for readiness and figures, which must answer while all others wait. */
  aside: Db;
  driver: "pglite" | "postgres";
  /** The store's time, the same for all who share it. */
  clock(): Date;
  /** How the job queue, which brings its own SQL, reaches the same database. */
  queue: ConstructorOptions;
  /** Resolves when the store answers; rejects when it does not. */
  ping(): Promise<void>;
  /** How its connections are used; none where the store runs in this process. */
  pools(): PoolFigures[];
  close(): Promise<void>;
};

export const migrationsFolder = join(fileURLToPath(new URL("..", import.meta.url)), "migrations");

/** The rows of a statement that was written by hand. */
export async function rowsOf<T>(db: Pick<Db, "execute">, statement: SQL): Promise<T[]> {
  return ((await db.execute(statement)) as unknown as { rows: T[] }).rows;
}
