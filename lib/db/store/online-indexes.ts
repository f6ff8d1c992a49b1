import { setTimeout } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Db } from "./database.ts";

/**
 * Indexes of tables that grow large, by name, with table and columns. A migration would hold its table while it builds
 * one, so its SQL leaves them out. The schema names them as all others.
 */
export const ONLINE_INDEXES = {
  limits_expiry: "limits (expire)",
  journey_visitors_at: "journey_visitors (at)",
  link_approvals_expiry: "link_approvals (expires_at)",
  journey_tokens_created: "journey_tokens (created_at)",
  console_sessions_created: "console_sessions (created_at)",
  passcodes_expiry: "passcodes (expires_at)",
  notifications_received: "notifications (received_at)",
  webhook_deliveries_event: "webhook_deliveries (event_id)",
  push_operations_account: "push_operations (source_account_id, completed_at)",
  feeds_weeded: "feeds (weeded_at)",
} as const;

/**
 * Builds the missing ones, and those that a process left half-built. With `beside`, others use the tables during the
 * build and wait for nothing. It then works outside of a transaction, and leaves the work to a process that already
 * does it.
 */
export async function buildOnlineIndexes(db: Db, { beside }: { beside: boolean }) {
  for (const [name, on] of Object.entries(ONLINE_INDEXES)) {
    // Looked up before each one: another replica's half-built index is not one that was left behind.
    if (beside && (await isBuilding(db))) return;
    if ((await wholeIndexes(db)).includes(name)) continue;
    const how = sql.raw(beside ? "concurrently" : "");
    await db.execute(sql`drop index ${how} if exists ${sql.identifier(name)}`);
    await db.execute(sql`create index ${how} if not exists ${sql.identifier(name)} on ${sql.raw(on)}`);
  }
}

async function isBuilding(db: Db) {
  const underway = sql`pg_stat_progress_create_index where datname = current_database()`;
  return (await db.select({ one: sql`1` }).from(underway)).length > 0;
}

async function wholeIndexes(db: Db): Promise<string[]> {
  const rows = await db
    .select({ name: sql<string>`relname` })
    .from(sql`pg_index join pg_class on pg_class.oid = indexrelid`)
    .where(sql`indisvalid and relnamespace = 'public'::regnamespace`);
  return rows.map(({ name }) => name);
}

/** Longer than a large table takes; a backup, which is waited for, may take hours. */
const PATIENCE_MS = 60_000;

/**
 * As above, on a connection of its own and for a minute at most. The application runs without the indexes, and the next
 * start goes on.
 */
export async function buildBeside(db: Db) {
  const waited = new AbortController();
  const patience = setTimeout(PATIENCE_MS, undefined, { signal: waited.signal, ref: false }).catch(() => {});
  const built = buildOnlineIndexes(db, { beside: true }).catch((error: unknown) =>
    process.emitWarning(`An index was not built, the next start tries again: ${String(error)}`),
  );
  await Promise.race([built, patience]);
  waited.abort();
}
