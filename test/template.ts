import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { openPglite } from "../lib/db/store/embedded.ts";
import { openPostgres } from "../lib/db/store/postgres.ts";
import { findPostgres, freshDatabase } from "../scripts/postgres.ts";
import { template, templateFolder } from "../vitest.config.ts";

/** Makes one embedded store, migrated, in a directory and as a dump of it: to make one takes seconds, and tests begin with copies. */
async function makeEmbedded() {
  await (await openPglite(templateFolder)).close();
  const client = await PGlite.create(join(templateFolder, "pglite"));
  const dumped = await client.dumpDataDir("none");
  writeFileSync(template, new Uint8Array(await dumped.arrayBuffer()));
  await client.close();
}

/** The same on PostgreSQL. */
async function makeDatabase() {
  if (process.env.TEST_POSTGRES === "skip" || !(await findPostgres())) return async () => {};
  const { name, url, drop } = await freshDatabase("migrated");
  await (await openPostgres(url)).close();
  process.env.TEST_DATABASE_TEMPLATE = name;
  return drop;
}

export async function setup() {
  await makeEmbedded();
  const drop = await makeDatabase();
  return async () => {
    rmSync(template, { force: true });
    rmSync(templateFolder, { recursive: true, force: true });
    await drop();
  };
}
