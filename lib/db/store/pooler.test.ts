import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findPgbouncer, type Pgbouncer, startPgbouncer } from "../../../scripts/pgbouncer.ts";
import { findPostgres, freshDatabase } from "../../../scripts/postgres.ts";
import { isMissing } from "../../../test/stores.ts";
import { pace } from "../schema.ts";
import { migratePostgres, NotMigrated } from "./migrate.ts";
import { openPostgres } from "./postgres.ts";

const MIGRATION_LOCK = 7_241_990;

describe.skipIf(isMissing("postgres") || !findPgbouncer())("PostgreSQL behind PgBouncer in transaction mode", () => {
  let bouncer: Pgbouncer;
  let fresh: Awaited<ReturnType<typeof freshDatabase>>;
  let url: string;

  beforeAll(async () => {
    bouncer = await startPgbouncer((await findPostgres()) ?? "", { poolSize: 3 });
    fresh = await freshDatabase("pooler");
    url = bouncer.through(fresh.url);
  });
  afterAll(async () => {
    await bouncer.stop();
    await fresh.drop();
  });

  test("is migrated once when two replicas start at the same moment, and a third starts beside them", async () => {
    const replicas = await Promise.all([openPostgres(url), openPostgres(url)]);
    const third = await openPostgres(url);
    await Promise.all([...replicas, third].map((replica) => replica.close()));
  });

  test("stores every transaction that it has acknowledged", async () => {
    const replicas = [await openPostgres(url), await openPostgres(url)];
    const acknowledged: string[] = [];
    const write = async (name: string, replica = replicas[0]) => {
      await replica?.db.transaction(async (tx) => {
        await tx.insert(pace).values({ name, nextAt: new Date() });
        await tx.transaction(async (inner) => void (await inner.execute(sql`select pg_sleep(0.002)`)));
      });
      acknowledged.push(name);
    };
    await Promise.allSettled(Array.from({ length: 200 }, (_, n) => write(`told ${n}`, replicas[n % 2])));
    const stored = await replicas[0]?.db.select().from(pace);
    expect(stored?.map(({ name }) => name).sort()).toEqual(acknowledged.sort());
    expect(acknowledged).toHaveLength(200);
    await Promise.all(replicas.map((replica) => replica.close()));
  });

  test("sets and locks nothing that outlives its transaction", async () => {
    const store = await openPostgres(url);
    await Promise.all(
      Array.from({ length: 12 }, () => store.db.transaction((tx) => tx.execute(sql`select pg_sleep(0.01)`))),
    );
    await store.close();
    const other = new pg.Client(url);
    await other.connect();
    const { rows } = await other.query(
      `select current_setting('lock_timeout') as lock, current_setting('statement_timeout') as statement,
        (select count(*)::int from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())) as locks,
        (select count(*)::int from pg_prepared_statements) as prepared`,
    );
    await other.end();
    expect(rows).toEqual([{ lock: "0", statement: "0", locks: 0, prepared: 0 }]);
  });

  test("says that it waits for another's migration, and gives up with a sentence", async ({ onTestFinished }) => {
    const behind = await freshDatabase("pooler");
    onTestFinished(async () => void (await behind.drop()));
    const other = new pg.Client(behind.url);
    other.on("error", () => {});
    await other.connect();
    await other.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    const said: string[] = [];
    const start = migratePostgres(bouncer.through(behind.url), (line) => said.push(line), 1_000);
    await expect(start).rejects.toThrow(NotMigrated);
    expect(said[0]).toMatch(/^waiting to migrate the store: another process holds the lock/);
    await other.end();
    // Nothing of the wait is left behind: the next start migrates at once.
    await migratePostgres(bouncer.through(behind.url), () => {}, 1_000);
  });
});

describe.skipIf(isMissing("postgres"))("a commit", () => {
  test("that PostgreSQL answers with ROLLBACK is an error to the caller", async ({ onTestFinished }) => {
    const { url, drop } = await freshDatabase("commit");
    const store = await openPostgres(url);
    onTestFinished(async () => {
      await store.close();
      await drop();
    });
    const write = store.db.transaction(async (tx) => {
      await tx.insert(pace).values({ name: "lost", nextAt: new Date() });
      // A caller that swallows a failed statement leaves a transaction that cannot be committed.
      await tx.execute(sql`select 1 / 0`).catch(() => {});
    });
    await expect(write).rejects.toThrow(/did not commit/);
    expect(await store.db.select().from(pace)).toEqual([]);
  });
});
