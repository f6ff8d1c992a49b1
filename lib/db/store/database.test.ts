import { readFileSync, statSync } from "node:fs";
import { watch } from "node:fs/promises";
import { join } from "node:path";
import { getTableName, is, sql, Table } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { freshDatabase } from "../../../scripts/postgres.ts";
import { nextLine, someDirectory, start, storeDirectory } from "../../../test/children.ts";
import { describeStores, isMissing } from "../../../test/stores.ts";
import * as schema from "../schema.ts";
import { type Database, rowsOf } from "./database.ts";
import { openPglite } from "./embedded.ts";
import { openPostgres } from "./postgres.ts";

const holdStore = new URL("../../../test/hold-store.ts", import.meta.url);
const tables = Object.values(schema).filter((value) => is(value, Table));
const countOf = async ({ db }: Database, table: Table) => db.$count(table);

describeStores("a fresh store", (database) => {
  test("has every table, and answers", async () => {
    for (const table of tables) expect(await countOf(database(), table), getTableName(table)).toBe(0);
    await expect(database().ping()).resolves.toBeUndefined();
  });
});

describe("the embedded store's directory", () => {
  const refusal = (directory: string, pid: number | undefined) =>
    `DATA_DIR ${directory} is in use by process ${pid}. The embedded database serves one process: stop that one, name another DATA_DIR, or set DATABASE_URL to a PostgreSQL server to run several.`;

  test("serves one process: a second one is refused, with the name of the first", async () => {
    const directory = storeDirectory();
    const first = start(holdStore, [directory]);
    expect(await nextLine(first)).toBe("open");
    const second = start(holdStore, [directory]);
    expect(await nextLine(second)).toBe(refusal(directory, first.process.pid));
    await expect(openPglite(directory)).rejects.toThrow(refusal(directory, first.process.pid));
  });

  test("is free again after kill -9, without cleaning up", async () => {
    const directory = storeDirectory();
    const first = start(holdStore, [directory]);
    expect(await nextLine(first)).toBe("open");
    await first.kill();
    const database = await openPglite(directory);
    expect(await countOf(database, schema.journeys)).toBe(0);
    await database.close();
  });

  test("is usable after kill -9 in the middle of its making", async () => {
    const directory = someDirectory();
    const changes = watch(directory);
    const first = start(holdStore, [directory]);
    for await (const { filename } of changes) if (filename === "pglite") break;
    // Somewhere in the half-second in which the files are laid out and migrated.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 500));
    await first.kill();
    const database = await openPglite(directory);
    expect(await countOf(database, schema.journeys)).toBe(0);
    await database.close();
  });

  test("is readable by its owner alone, and after an orderly end opens with all that was written", async () => {
    const directory = join(someDirectory(), "data");
    const first = await openPglite(directory);
    expect(statSync(directory).mode & 0o077).toBe(0);
    await first.db.insert(schema.pace).values({ name: "kept", nextAt: new Date() });
    await first.close();
    const second = await openPglite(directory);
    expect(await countOf(second, schema.pace)).toBe(1);
    await second.close();
  });
});

describe.skipIf(isMissing("postgres"))("a PostgreSQL server", () => {
  test("is migrated once when three replicas start at the same moment, and stays as it is when a fourth does", async ({
    onTestFinished,
  }) => {
    const { url, drop } = await freshDatabase("unit");
    onTestFinished(async () => void (await drop()));
    const replicas = await Promise.all([1, 2, 3].map(() => openPostgres(url)));
    const [first] = replicas as [Database];
    await first.db.insert(schema.pace).values({ name: "kept", nextAt: new Date() });
    const fourth = await openPostgres(url);
    for (const replica of [...replicas, fourth]) expect(await countOf(replica, schema.pace)).toBe(1);
    const [row] = await rowsOf<{ migrations: number }>(
      first.db,
      sql`select count(*)::int as migrations from drizzle.__drizzle_migrations`,
    );
    const { entries } = JSON.parse(readFileSync(new URL("../migrations/meta/_journal.json", import.meta.url), "utf8"));
    expect(row?.migrations).toBe(entries.length);
    await Promise.all([...replicas, fourth].map((replica) => replica.close()));
  });

  test("that is not there is an error and no endless wait", async () => {
    await expect(openPostgres("postgres://nobody@127.0.0.1:1/none")).rejects.toThrow();
  });
});
