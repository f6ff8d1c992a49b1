import { setTimeout as pause } from "node:timers/promises";
import { type MigrationMeta, readMigrationFiles } from "drizzle-orm/migrator";
import pg from "pg";
import { storeTroubleIn } from "../../store-trouble.ts";
import { migrationsFolder } from "./database.ts";
import { heldTables } from "./held-tables.ts";
import { expectCommit } from "./pool.ts";

/** Says something to the operator who starts the process; a line of the log. */
export type Tell = (message: string) => void;

/** Any fixed number; when replicas start together, one migrates at a time. */
const MIGRATION_LOCK = 7_241_990;

/**
 * A migration that waits for a table holds up all later statements. It gives up before they do, in milliseconds, and
 * tries again.
 */
const TABLE_LOCK_MS = 200;
const LOOK_AGAIN_MS = 250;
const TELL_EVERY_MS = 10_000;

/** A start that could not migrate; the message is for the operator. */
export class NotMigrated extends Error {}

/**
 * Runs the migrations that a PostgreSQL database has not had, each in a transaction under their common lock. So it
 * works through a pooler, and a dead process holds up no other. Waits for others at most `patienceMs`, and reports the
 * wait.
 */
export async function migratePostgres(url: string, tell: Tell, patienceMs = 600_000) {
  const migrations = readMigrationFiles({ migrationsFolder });
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, keepAlive: true });
  // The failing statement reports a cut connection.
  client.on("error", () => {});
  const since = performance.now();
  let toldAt = since;
  try {
    await client.connect();
    while (await isBehind(client, migrations)) {
      const step = await nextStep(client, migrations, tell);
      if (step === "done") continue;
      const now = performance.now();
      if (now - since > patienceMs) throw new NotMigrated(`The store could not be migrated: ${WAITS[step]}`);
      if (now - toldAt > TELL_EVERY_MS || toldAt === since) {
        tell(`waiting to migrate the store: ${WAITS[step]}`);
        toldAt = now;
      }
      await pause(LOOK_AGAIN_MS);
    }
  } finally {
    await client.end().catch(() => {});
  }
}

const WAITS = {
  migrating:
    "another process holds the lock of the migrations. It may be migrating; else look in pg_locks for the session that has the advisory lock.",
  locked: "a table that a migration changes is in use by a long transaction; see pg_stat_activity.",
} as const;

const HISTORY = `create schema if not exists drizzle;
  create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`;

/** How far a database is: when the last migration that it had was made; null for an empty one. */
async function lastOf(client: pg.Client): Promise<number | null> {
  const { rows } = await client.query("select to_regclass('drizzle.__drizzle_migrations') is not null as there");
  if (!rows[0]?.there) return null;
  const last = await client.query("select max(created_at)::float8 as at from drizzle.__drizzle_migrations");
  return last.rows[0]?.at ?? null;
}

const pending = (last: number | null, migrations: readonly MigrationMeta[]) =>
  migrations.find(({ folderMillis }) => last === null || folderMillis > last);

const isBehind = async (client: pg.Client, migrations: readonly MigrationMeta[]) =>
  pending(await lastOf(client), migrations) !== undefined;

/** One migration, or why it cannot run yet. The next one is looked up again under the lock. */
async function nextStep(
  client: pg.Client,
  migrations: readonly MigrationMeta[],
  tell: Tell,
): Promise<"done" | keyof typeof WAITS> {
  await client.query(`begin; set local lock_timeout = ${TABLE_LOCK_MS}; set local statement_timeout = 0;
    set local idle_in_transaction_session_timeout = 60000`);
  try {
    const { rows } = await client.query("select pg_try_advisory_xact_lock($1) as mine", [MIGRATION_LOCK]);
    if (!rows[0]?.mine) {
      await client.query("rollback");
      return "migrating";
    }
    const last = await lastOf(client);
    const migration = pending(last, migrations);
    if (migration) {
      const held = last === null ? [] : heldTables(migration.sql);
      if (held.length > 0)
        tell(
          `a migration works through many rows of ${held.join(", ")}: requests that need them may wait until it is done`,
        );
      await client.query(HISTORY);
      for (const statement of migration.sql) await client.query(statement);
      await client.query("insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)", [
        migration.hash,
        migration.folderMillis,
      ]);
    }
    expectCommit(await client.query("commit"));
    return "done";
  } catch (error) {
    await client.query("rollback").catch(() => {});
    if (storeTroubleIn(error)?.kind === "busy") return "locked";
    throw error;
  }
}
