import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as othersFirst } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type ExecProtocolOptions, PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator";
import { drizzle as drizzlePostgres } from "drizzle-orm/postgres-js";
import { migrate as migratePostgres } from "drizzle-orm/postgres-js/migrator";
import { type ConstructorOptions, fromPglite } from "pg-boss";
import postgres from "postgres";
import { lockDirectory } from "./lock.ts";
import * as schema from "./schema.ts";

/** Either driver, seen alike: one schema, one set of queries. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>;

export type Database = {
  db: Db;
  driver: "pglite" | "postgres";
  /** How the job queue, which brings its own SQL, reaches the same database. */
  queue: ConstructorOptions;
  /** Resolves when the store answers; rejects when it does not. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

/**
 * The embedded database works in this process, and hands over to whoever waits for it without a pause: under load nothing else would
 * have its turn for seconds, requests on their way to Sage among them. Here all that waits otherwise comes before its next message.
 */
class PoliteStore extends PGlite {
  override async execProtocolRaw(message: Uint8Array, options?: ExecProtocolOptions) {
    await othersFirst();
    return super.execProtocolRaw(message, options);
  }
}

const migrationsFolder = join(fileURLToPath(new URL(".", import.meta.url)), "migrations");

/**
 * Opens the embedded store in a directory of its own, which no other process may have open; migrated and ready. With `copyOf`, what
 * another one was dumped to, one in memory begins as that one was: to make one anew takes seconds.
 */
export async function openPglite(directory: string, copyOf?: Blob): Promise<Database> {
  const unlock = directory === "memory://" ? () => {} : lockDirectory(directory);
  try {
    const folder = directory === "memory://" ? undefined : join(directory, "pglite");
    if (folder) mkdirSync(folder, { recursive: true, mode: 0o700 });
    const client = new PoliteStore(folder ? { dataDir: folder } : copyOf ? { loadDataDir: copyOf } : {});
    await client.waitReady;
    const db = drizzlePglite(client, { schema });
    await migratePglite(db, { migrationsFolder });
    return {
      db,
      driver: "pglite",
      queue: { backend: "pglite", db: fromPglite(client) },
      ping: async () => void (await client.query("select 1")),
      async close() {
        await client.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Any fixed number: replicas that start together migrate one after the other. */
const MIGRATION_LOCK = 7_241_990;

/** Opens a PostgreSQL server that any number of replicas share; migrated under an advisory lock and ready. */
export async function openPostgres(url: string): Promise<Database> {
  const own = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await own`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migratePostgres(drizzlePostgres(own, { schema }), { migrationsFolder });
  } finally {
    // Ends the session, and with it the lock.
    await own.end({ timeout: 5 });
  }
  const client = postgres(url, { max: 10, onnotice: () => {}, connect_timeout: 5 });
  const db = drizzlePostgres(client, { schema });
  return {
    db,
    driver: "postgres",
    queue: { connectionString: url, max: 2 },
    ping: async () => void (await db.execute(sql`select 1`)),
    close: () => client.end({ timeout: 5 }),
  };
}
