import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { storeDirectory } from "../../../test/children.ts";
import { placeOf, watchDisk } from "../../../test/watch-disk.ts";
import type { StoreTrouble } from "../../store-trouble.ts";
import { pace } from "../schema.ts";
import type { Database } from "./database.ts";

const disk = watchDisk();
afterAll(disk.stop);
const { openPglite } = await import("./embedded.ts");
const { openDatabase } = await import("../../compose.ts");

/** A store that was made before, of which the disk is watched from its opening on. */
async function aStore(onTrouble?: (trouble: StoreTrouble) => void) {
  const directory = storeDirectory();
  disk.lookAgain();
  return { directory, database: await openDatabase({ DATA_DIR: directory }, () => {}, onTrouble) };
}

const insert = ({ db }: Database, name: string) => db.insert(pace).values({ name, nextAt: new Date() });

async function endOfLog({ db }: Database) {
  const { rows } = (await db.execute("select pg_current_wal_flush_lsn() as place")) as unknown as {
    rows: { place: string }[];
  };
  return placeOf(rows[0]?.place ?? "");
}

test("an answer comes when what it tells of is on disk, however many wait for theirs", async () => {
  const { database } = await aStore();
  for (let n = 0; n < 10; n++) {
    await insert(database, `alone ${n}`);
    const onDisk = disk.seen.onDisk;
    expect(onDisk).toBeGreaterThanOrEqual(await endOfLog(database));
  }
  await Promise.all(Array.from({ length: 50 }, (_, n) => insert(database, `together ${n}`)));
  const onDisk = disk.seen.onDisk;
  expect(onDisk).toBeGreaterThanOrEqual(await endOfLog(database));
  // A caller that is refused because of another's row knows of that row, and so does one that reads it.
  const [first, second] = await Promise.allSettled([insert(database, "once"), insert(database, "once")]);
  expect([first.status, second.status].sort()).toEqual(["fulfilled", "rejected"]);
  expect(disk.seen.onDisk).toBeGreaterThanOrEqual(await endOfLog(database));
  await database.close();
});

test("no page is on disk before its log, and all are when a checkpoint releases their log", async () => {
  const { database } = await aStore();
  const rows = (count: number, n: number) =>
    database.db.execute(
      `insert into pace (name, next_at) select 'row ${n} ' || g, now() from generate_series(1, ${count}) g`,
    );
  for (let n = 0; n < 20; n++) {
    // The checkpoint begins while the log of the rows before it is on its way.
    const done = rows(200, n);
    await Promise.all([done, database.db.execute("checkpoint"), rows(1, 1000 + n)]);
  }
  await database.close();
  expect(disk.seen.pages).toBeGreaterThan(50);
  expect(disk.seen.checkpoints).toBeGreaterThan(20);
  expect(disk.seen.early).toEqual([]);
  expect(disk.seen.loose).toEqual([]);
});

test("the log is released regularly, in requests as in transactions", async () => {
  const { directory, database } = await aStore();
  const segments = () =>
    readdirSync(join(directory, "pglite", "pg_wal")).filter((name) => /^[0-9A-F]{24}$/.test(name)).length;
  let most = 0;
  for (let n = 0; n < 60; n++) {
    if (n % 2) await database.db.transaction((tx) => tx.insert(pace).values({ name: `${n}`, nextAt: new Date() }));
    else await insert(database, `${n}`);
    await database.db.execute("select pg_switch_wal()");
    most = Math.max(most, segments());
  }
  expect(most).toBeLessThanOrEqual(24);
  expect(disk.seen.checkpoints).toBeGreaterThan(0);
  await database.close();
});

test("once the disk has refused, nothing counts as stored until the store is reopened", async () => {
  const troubles: string[] = [];
  const { directory, database } = await aStore(({ kind }) => troubles.push(kind));
  await insert(database, "before");
  await expect(database.db.execute("select no_such_thing")).rejects.toThrow();
  expect(troubles).toEqual([]);
  disk.refuseSyncs(1);
  const failed = (end: string) => ({
    message: expect.stringMatching(`^The disk under the embedded store in .*${end}`),
  });
  await expect(insert(database, "refused")).rejects.toMatchObject({ cause: failed("failed: EIO") });
  // The disk takes syncs again. The system does not say what it has lost until then.
  await expect(insert(database, "after")).rejects.toMatchObject({ cause: failed("Nothing is stored until") });
  await expect(database.db.transaction((tx) => tx.select().from(pace))).rejects.toThrow();
  expect(troubles).toEqual(["disk", "disk", "disk"]);
  await expect(database.ping()).rejects.toMatchObject(failed("failed: EIO"));
  await expect(database.close()).rejects.toMatchObject(failed("failed: EIO"));
  const again = await openPglite(directory);
  const names = (await again.db.select().from(pace)).map(({ name }) => name);
  expect(names).toContain("before");
  await again.close();
});
