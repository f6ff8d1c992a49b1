import { rmSync, writeFileSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import { template } from "../../vitest.config.ts";

/** Makes one embedded store, migrated, that every test file begins with a copy of. */
export async function setup() {
  const client = await PGlite.create();
  await migrate(drizzle(client), { migrationsFolder: "lib/db/migrations" });
  const dumped = await client.dumpDataDir("none");
  writeFileSync(template, new Uint8Array(await dumped.arrayBuffer()));
  await client.close();
}

export const teardown = () => rmSync(template, { force: true });
