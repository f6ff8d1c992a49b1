import { randomUUID } from "node:crypto";
import { eq, type SQL, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { anInstitution } from "../../../test/institutions.ts";
import { needsOver } from "../../../test/needs.ts";
import { describeStores } from "../../../test/stores.ts";
import { auditStore } from "../console/audit-store.ts";
import { eraseFeeds } from "../feed/old-lines.ts";
import { linkApprovals, linkTokens, notifications, passcodes } from "../schema.ts";
import type { Db } from "../store/database.ts";
import { cleanUp, eraseTraffic } from "./clean-up.ts";
import { eraseJourneys } from "./erase.ts";

const DAY_MS = 86_400_000;
const KEPT_DAYS = 400;

/** Everything that maintenance removes, at one moment. */
async function cleanEverything(db: Db, now: Date) {
  const before = new Date(now.getTime() - KEPT_DAYS * DAY_MS);
  await cleanUp(db, now);
  await eraseJourneys(db, before, now, 1_000);
  await eraseFeeds(db, before, now, 1_000);
  await auditStore(db, () => now).erasePersonal(before);
  await eraseTraffic(db, before);
}

/** Rows of each table: the first few of all are old enough to go, the others are of these days. */
const ROWS = 3_000;
async function fill(
  db: Db,
  at: Date,
  { institutionId, connectionId, accounts }: Awaited<ReturnType<typeof anInstitution>>,
) {
  const [institution, connection, account] = [institutionId, connectionId, accounts[0]?.id ?? ""];
  const now = sql`${at.toISOString()}::timestamptz`;
  const when = sql`(${now} - case when n <= 5 then interval '500 days' else n * interval '1 second' end)`;
  const rows = (table: string, columns: string, values: SQL, count = ROWS) =>
    db.execute(
      sql`insert into ${sql.identifier(table)} (${sql.raw(columns)}) select ${values} from generate_series(1, ${sql.raw(String(count))}) as n`,
    );
  const id = sql`gen_random_uuid()`;
  await rows("limits", "key, points, expire", sql`'filled ' || ${account} || n, 1, ${when}`);
  await rows(
    "repeats",
    "institution_id, key, fingerprint, claim, expires_at",
    sql`${institution}::uuid, ${id}, '', ${id}, ${when} + interval '1 day'`,
  );
  await rows(
    "link_tokens",
    "hash, institution_id, connection_id, expires_at",
    sql`${id}::text, ${institution}::uuid, ${connection}::uuid, ${when}`,
  );
  await rows(
    "link_views",
    "id, hash, institution_id, connection_id, visitor, expires_at, seen_at",
    sql`${id}, ${id}::text, ${institution}::uuid, ${connection}::uuid, 'v', ${when}, ${when}`,
  );
  await rows("people", "id, email, name, role", sql`${id}, ${id}::text, 'P', 'support'`, 1);
  await rows(
    "console_sessions",
    "id, person_id, created_at, seen_at",
    sql`${id}, (select id from people limit 1), ${when}, ${when}`,
  );
  await rows(
    "passcodes",
    "institution_id, connection_id, hash, created_at, expires_at, revoked_at",
    sql`${institution}::uuid, ${connection}::uuid, '', ${when}, ${when}, ${when}`,
  );
  await rows(
    "notifications",
    "type, resource_type, resource_id, received_at",
    sql`'resourceCreated', 'bankAccount', ${id}::text, ${when}`,
  );
  await rows(
    "webhooks",
    "id, institution_id, url, disabled, event_types, company_tags, sealed_secret",
    sql`${id}, ${institution}::uuid, '', false, '[]', '[]', ''`,
    1,
  );
  await rows(
    "webhook_events",
    "id, institution_id, type, sealed_body, created_at",
    sql`${id}, ${institution}::uuid, 'connection.created', '', ${when}`,
  );
  await db.execute(sql`insert into webhook_deliveries (id, institution_id, webhook_id, event_id)
    select gen_random_uuid(), e.institution_id, w.id, e.id from webhook_events e join webhooks w using (institution_id) where w.institution_id = ${institution}`);
  await db.execute(sql`insert into webhook_attempts (delivery_id, at, milliseconds)
    select id, ${now}, 1 from webhook_deliveries where institution_id = ${institution}`);
  const journey =
    "authorisation_id, support_code, state, kind, institution_id, region, return_address, announced_at, expires_at, version";
  await rows(
    "journeys",
    journey,
    sql`${id}, ${id}::text, 'linked', 'onboard', ${institution}::uuid, 'eu', case when n > 3 then '{"redirectUri":"https://a.test/","state":""}'::jsonb end, ${when}, ${when}, 1`,
  );
  const each = (table: string, columns: string, values: SQL) =>
    db.execute(
      sql`insert into ${sql.identifier(table)} (${sql.raw(columns)}) select ${values} from journeys where institution_id = ${institution}`,
    );
  await each(
    "journey_tokens",
    "hash, journey_id, grants, created_at",
    sql`gen_random_uuid()::text, id, 'arrival', announced_at`,
  );
  await each("journey_visitors", "journey_id, visitor, at", sql`id, 'v', announced_at`);
  await each(
    "link_approvals",
    "journey_id, connection_id, visitor, expires_at",
    sql`id, ${connection}::uuid, 'v', announced_at`,
  );
  await each(
    "journey_views",
    "journey_id, at, page, locale, brand_version, seen",
    sql`id, announced_at, 'review', 'en', '1', '{}'`,
  );
  await each(
    "events",
    "at, type, actor, journey_id",
    sql`announced_at, case when announced_at < now() - interval '1 year' then 'arrival-refused' else 'opened' end, 'sage', id`,
  );
  await rows(
    "audit",
    "seq, at, action, actor, subject, detail, previous_hash, hash",
    sql`1000 + n, case when n <= 5 then ${when} else ${now} - (${sql.raw(String(ROWS))} - n) * interval '1 second' end, 'a', 'b', ${id}::text, '{}', '', ''`,
  );
  await rows("audit_personal", "seq, salt, data", sql`1000 + n, '', '{}'`);
  await db.execute(sql`insert into source_accounts (institution_id, connection_id, external_id, name, type, sealed_numbers, last_four, currency, status)
    select ${institution}::uuid, ${connection}::uuid, 'x' || n, 'N', 'checking', '', '0000', 'GBP', case when n <= 2 then 'disconnected' else 'connected' end from generate_series(1, 1000) as n`);
  await db.execute(sql`insert into feeds (source_account_id, sent_through, weeded_at)
    select id, 0, case when external_id in ('x1', 'x2', 'x3') then '1970-01-01'::timestamptz else ${now} end from source_accounts where institution_id = ${institution} and external_id like 'x%'`);
  await db.execute(sql`insert into push_operations (id, institution_id, company_id, connection_id, source_account_id, status, requested_at, completed_at, lines)
    select gen_random_uuid(), institution_id, connection_id, connection_id, id, 'Success', ${now} - interval '500 days', ${now} - interval '500 days', 1
    from source_accounts, generate_series(1, 5) where institution_id = ${institution} and external_id like 'x%'`);
  await db.execute(sql`insert into bank_lines (source_account_id, push_id, id, at, description, amount, balance, type)
    select source_account_id, id, id::text, requested_at, '', 1, 1, 'Credit' from push_operations where institution_id = ${institution}`);
  await db.execute(sql`insert into statements (id, institution_id, source_account_id, sage_bank_account_id, bank_id, region, first_line, last_line, lines, created_at, finished_at)
    select gen_random_uuid(), institution_id, source_account_id, source_account_id, source_account_id, 'eu', 1, 1, 1, requested_at, requested_at from push_operations where institution_id = ${institution}`);
  await db.execute(sql`analyze`);
}

type Read = { table: string; whole: number; gone: number };

/**
 * Tables that this transaction has read whole, and rows that it removed. The store counts them for the real statements.
 */
const readSoFar = (tx: Db): Promise<Read[]> =>
  tx
    .select({ table: sql<string>`relname`, whole: sql<number>`seq_scan::int`, gone: sql<number>`n_tup_del::int` })
    .from(sql`pg_stat_xact_user_tables`)
    .where(sql`schemaname = 'public'`);

function since(now: Read, before: readonly Read[]) {
  const then = before.find(({ table }) => table === now.table);
  return { whole: now.whole - (then?.whole ?? 0), gone: now.gone - (then?.gone ?? 0) };
}

/** Rolls back what a test needs a moment only. */
class Undone extends Error {
  readonly read: readonly Read[];
  constructor(read: readonly Read[]) {
    super("the rows are not needed any more");
    this.read = read;
  }
}

describeStores("maintenance", (database) => {
  test("reads no table whole, with what hangs on its rows", async () => {
    const needs = needsOver(database());
    const institution = await anInstitution(needs);
    const work = needs.db.transaction(async (tx) => {
      await fill(tx, needs.clock(), institution);
      const before = await readSoFar(tx);
      await cleanEverything(tx, needs.clock());
      const after = await readSoFar(tx);
      throw new Undone(after.map((now) => ({ ...now, ...since(now, before) })));
    });
    const { read } = await work.catch((error: unknown) => (error instanceof Undone ? error : Promise.reject(error)));
    expect(read.filter(({ gone }) => gone > 0).length).toBeGreaterThanOrEqual(20);
    // These have a single row, which is read whole because it is all there is.
    const large = read.filter(({ table }) => !["institutions", "webhooks", "people"].includes(table));
    expect(large.filter(({ whole }) => whole > 0)).toEqual([]);
  }, 120_000);

  test("removes expired passcodes, Sage's notifications and a person's approvals, and no current ones", async () => {
    const needs = needsOver(database());
    const { institutionId, connectionId } = await anInstitution(needs);
    const resourceId = randomUUID();
    const at = needs.clock();
    await needs.db.insert(passcodes).values({ institutionId, connectionId, hash: "", createdAt: at, expiresAt: at });
    const word = { type: "resourceCreated", resourceType: "bankAccount", resourceId, additionalData: {} };
    await needs.notifications.record(word);
    const held = async () => [
      await needs.db.$count(passcodes, eq(passcodes.connectionId, connectionId)),
      await needs.db.$count(notifications, eq(notifications.resourceId, resourceId)),
    ];
    needs.passMinutes(KEPT_DAYS * 24 * 60);
    await cleanEverything(needs.db, needs.clock());
    expect(await held()).toEqual([1, 1]);
    needs.passMinutes(1);
    await cleanEverything(needs.db, needs.clock());
    expect(await held()).toEqual([0, 0]);
    expect(await needs.db.$count(linkApprovals)).toBe(0);
  });

  test("goes from every table, though one of them fails, and says so", async ({ onTestFinished }) => {
    const { db, clock } = needsOver(database());
    const later = new Date(clock().getTime() + 40 * DAY_MS);
    await db.execute(sql`create function refuse() returns trigger language plpgsql as 'begin raise ''refused''; end'`);
    await db.execute(sql`create trigger stuck before delete on limits for each statement execute function refuse()`);
    onTestFinished(async () => void (await db.execute(sql`drop function refuse cascade`)));
    const hash = randomUUID();
    const { institutionId, connectionId } = await anInstitution(needsOver(database()));
    await db.insert(linkTokens).values({ hash, institutionId, connectionId, expiresAt: clock() });
    await expect(cleanUp(db, later)).rejects.toThrow(/^1 tables were not cleaned up: .*limits/s);
    expect(await db.$count(linkTokens, eq(linkTokens.hash, hash))).toBe(0);
  });
});
