import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { openPglite } from "../lib/db/store/embedded.ts";
import { openPostgres } from "../lib/db/store/postgres.ts";
import { freshDatabase, postgresForTests } from "../scripts/postgres.ts";

/** The embedded store that tests copy at their start: a dump for one in memory, and a directory. */
const template = join(tmpdir(), `connect-bank-tests-${process.pid}.tar`);
const templateFolder = join(tmpdir(), `connect-bank-tests-${process.pid}`);

/**
 * Makes one embedded store, migrated, in a directory and as a dump of it. Making one takes seconds, so tests begin with
 * copies.
 */
async function makeEmbedded() {
  await (await openPglite(templateFolder)).close();
  const client = await PGlite.create(join(templateFolder, "pglite"));
  const dumped = await client.dumpDataDir("none");
  writeFileSync(template, new Uint8Array(await dumped.arrayBuffer()));
  await client.close();
  Object.assign(process.env, { PGLITE_TEMPLATE: template, STORE_TEMPLATE: templateFolder });
}

/** The same on PostgreSQL. */
async function makeDatabase() {
  if (process.env.TEST_POSTGRES === "skip") return async () => {};
  const { name, url, drop } = await freshDatabase("migrated");
  await (await openPostgres(url)).close();
  process.env.TEST_DATABASE_TEMPLATE = name;
  return drop;
}

/** Tells the tests which PostgreSQL they have, and makes the stores that they begin with. */
export async function setup() {
  // The projects of one run share them.
  if (process.env.PGLITE_TEMPLATE) return;
  Object.assign(process.env, await postgresForTests());
  await makeEmbedded();
  const drop = await makeDatabase();
  return async () => {
    rmSync(template, { force: true });
    rmSync(templateFolder, { recursive: true, force: true });
    await drop();
  };
}
