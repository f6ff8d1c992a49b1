import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { freshDatabase } from "../../../scripts/postgres.ts";
import { describeStores, isMissing } from "../../../test/stores.ts";
import * as schema from "../schema.ts";
import type { Db } from "./database.ts";
import { buildOnlineIndexes, ONLINE_INDEXES } from "./online-indexes.ts";
import { openPostgres } from "./postgres.ts";

const valid = async (db: Db) => {
  const rows = await db
    .select({ name: sql<string>`relname`, isValid: sql<boolean>`indisvalid` })
    .from(sql`pg_index join pg_class on pg_class.oid = indexrelid`);
  return new Map(rows.map(({ name, isValid }) => [name, isValid]));
};

describeStores("indexes of large tables", (database) => {
  test("are all there and whole once the store is open", async () => {
    const found = await valid(database().db);
    for (const name of Object.keys(ONLINE_INDEXES)) expect([name, found.get(name)]).toEqual([name, true]);
  });
});

describe.skipIf(isMissing("postgres"))("on PostgreSQL, the index of a large table", () => {
  test("is built while others write to the table; a half-built one is built again", async () => {
    const { url, drop } = await freshDatabase("unit");
    const opened = await openPostgres(url);
    const client = new pg.Pool({ connectionString: url, max: 3 });
    const db = drizzle(client, { schema });
    try {
      await db.execute(sql`drop index limits_expiry`);
      await db.execute(sql`update pg_index set indisvalid = false where indexrelid = 'passcodes_expiry'::regclass`);
      const write = (on: Pick<typeof db, "execute">, key: string) =>
        on.execute(sql`insert into limits (key, points) values (${key}, 1)`);
      let building: Promise<void> = Promise.resolve();
      await db.transaction(async (tx) => {
        await write(tx, "before");
        building = buildOnlineIndexes(db, { beside: true });
        // The build waits for this transaction; writers do not wait for the build.
        await untilBuilding(db);
        await write(db, "meanwhile");
      });
      await building;
      const found = await valid(db);
      expect([found.get("limits_expiry"), found.get("passcodes_expiry")]).toEqual([true, true]);
    } finally {
      await client.end();
      await opened.close();
      await drop();
    }
  });
});

async function untilBuilding(db: Db): Promise<void> {
  const underway = sql`pg_stat_progress_create_index where datname = current_database()`;
  while ((await db.select({ one: sql`1` }).from(underway)).length === 0);
}
