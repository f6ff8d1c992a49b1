import { findPgbouncer, startPgbouncer } from "../scripts/pgbouncer.ts";
import { findPostgres } from "../scripts/postgres.ts";

/** Starts one PgBouncer for all tests, so that the store tests on PostgreSQL run through it in transaction mode. */
export async function setup() {
  // The projects of one run share it.
  if (process.env.TEST_POOLER_PORT) return;
  const server = process.env.TEST_POSTGRES === "skip" ? null : await findPostgres();
  if (!server || !findPgbouncer()) return;
  const bouncer = await startPgbouncer(server);
  process.env.TEST_POOLER_PORT = String(bouncer.port);
  return bouncer.stop;
}
