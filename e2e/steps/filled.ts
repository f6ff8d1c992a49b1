import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { findPostgres, freshDatabase, openSql } from "../../scripts/postgres.ts";
import { appEnv } from "../../scripts/stack-env.ts";
import { newSecrets, Secrets } from "../../scripts/stack-secrets.ts";
import { Seeded, seedStore } from "../../scripts/stack-seed.ts";
import { runFolder } from "./places.ts";

/** The institution's app, until it is known at which port it is. */
const SOMEWHERE = "http://institution.invalid";

const file = path.join(runFolder, "filled.json");
const Filled = z.object({ database: z.string(), secrets: Secrets, seeded: Seeded });

/** More than the tests of any one worker use up. */
const CONNECTIONS = 150;

/** Fills one database on PostgreSQL that stacks begin with copies of; answers how it is dropped. */
export async function fillDatabase(): Promise<() => Promise<void>> {
  const { name, url, drop } = await freshDatabase("e2e_filled");
  const secrets = newSecrets();
  const place = { publicUrl: "http://localhost", port: 0, sandboxUrl: SOMEWHERE, store: { databaseUrl: url } };
  const seeded = await seedStore(appEnv(place, secrets, {}), { connections: CONNECTIONS, appUrl: SOMEWHERE });
  mkdirSync(runFolder, { recursive: true, mode: 0o700 });
  writeFileSync(file, JSON.stringify({ database: name, secrets, seeded }), { mode: 0o600 });
  return async () => void (await drop());
}

export type Filling = { connections?: number; accountChoice?: "one" | "several" | "all" };

/** A database of its own with the demo institution in it; null on a machine without PostgreSQL. */
export async function filledDatabase({ accountChoice = "one" }: Filling = {}) {
  if (process.env.TEST_POSTGRES === "skip" || !(await findPostgres())) return null;
  const { database, secrets, seeded } = Filled.parse(JSON.parse(readFileSync(file, "utf8")));
  const { url, drop } = await freshDatabase("e2e", database);
  const at = async (appUrl: string) => {
    const sql = openSql(url);
    await sql`update institutions set account_choice = ${accountChoice},
      call_to_action = replace(call_to_action::text, ${SOMEWHERE}, ${appUrl})::jsonb`;
    await sql.end();
    return seeded;
  };
  return { url, drop, filled: { secrets, at } };
}
