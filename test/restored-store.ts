import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import type { PGlite } from "@electric-sql/pglite";
import type { Database } from "../lib/db/store/database.ts";
import { openPglite } from "../lib/db/store/embedded.ts";
import { openPostgres } from "../lib/db/store/postgres.ts";
import { freshDatabase } from "../scripts/postgres.ts";
import type { Driver } from "./stores.ts";

type Opened = { database: Database; close(): Promise<void> };

/** A store that can be dumped while it works; `restore` opens another one from the dump, any number of times. */
export async function aDumpedStore(driver: Driver) {
  return driver === "pglite" ? overPglite() : overPostgres();
}

async function overPglite() {
  const template = process.env.PGLITE_TEMPLATE;
  const migrated = template ? new Blob([readFileSync(template)]) : undefined;
  const database = await openPglite("memory://", { copyOf: migrated });
  const client = (database.db as unknown as { $client: PGlite }).$client;
  return {
    database,
    close: () => database.close(),
    async dump() {
      const copyOf = await client.dumpDataDir("none");
      return {
        async restore(): Promise<Opened> {
          const copy = await openPglite("memory://", { copyOf });
          return { database: copy, close: () => copy.close() };
        },
      };
    },
  };
}

async function overPostgres() {
  const { url, drop } = await freshDatabase("dumped");
  const database = await openPostgres(url);
  return {
    database,
    async close() {
      await database.close();
      await drop();
    },
    async dump() {
      const copy = await freshDatabase("restored");
      await run(`pg_dump "$FROM" | psql -q -v ON_ERROR_STOP=1 "$TO"`, { FROM: url, TO: copy.url });
      return {
        async restore(): Promise<Opened> {
          const restored = await openPostgres(copy.url);
          const close = async () => {
            await restored.close();
            await copy.drop();
          };
          return { database: restored, close };
        },
      };
    },
  };
}

function run(script: string, variables: Record<string, string>) {
  return new Promise<void>((resolve, reject) => {
    const options = { env: { ...process.env, ...variables }, stdio: ["ignore", "ignore", "inherit"] as const };
    const child = spawn("bash", ["-c", `set -o pipefail; ${script}`], options as object);
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve() : reject(new Error(`${script} ended with ${code}`))));
  });
}
