import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe } from "vitest";
import type { Database } from "../lib/db/store/database.ts";
import { openPglite } from "../lib/db/store/embedded.ts";
import { openPostgres } from "../lib/db/store/postgres.ts";
import { freshDatabase } from "../scripts/postgres.ts";

export type Driver = Database["driver"];
export const DRIVERS: readonly Driver[] = ["pglite", "postgres"];

/** True for a driver that this machine cannot run; `npm test` says so, and with CI=true it is an error. */
export const isMissing = (driver: Driver) => driver === "postgres" && process.env.TEST_POSTGRES === "skip";

/** One store a driver for each test file: opening them is most of the time that these tests take. */
const opened = new Map<Driver, ReturnType<typeof openStore>>();

/** Files share this module, one after another: each closes its own stores. */
let isClosing = false;
function closeWithFile() {
  if (isClosing) return;
  isClosing = true;
  afterAll(async () => {
    isClosing = false;
    const stores = [...opened.values()];
    opened.clear();
    for (const store of stores) await (await store).close();
  });
}

/** An embedded store opens in two seconds, or in many on a machine that does other work. */
const PATIENCE_MS = 120_000;

/** Runs the same tests on both drivers, each on a migrated store that only this file uses. */
export function describeStores(name: string, tests: (database: () => Database, driver: Driver) => void) {
  closeWithFile();
  for (const driver of DRIVERS) {
    describe.skipIf(isMissing(driver))(`${name}, on ${driver}`, () => {
      let database: Database | null = null;
      beforeAll(async () => {
        const store = opened.get(driver) ?? openStore(driver);
        opened.set(driver, store);
        database = (await store).database;
      }, PATIENCE_MS);
      tests(() => {
        if (!database) throw new Error("the store opens before the tests");
        return database;
      }, driver);
    });
  }
}

/** The same database through PgBouncer, where this machine has it; `npm test` says where not. */
function throughPooler(url: string) {
  const pooled = new URL(url);
  if (process.env.TEST_POOLER_PORT) pooled.port = process.env.TEST_POOLER_PORT;
  return pooled.href;
}

/** Milliseconds. On a busy machine a test waits long for a lock. PostgreSQL itself finds a deadlock, after a second. */
const SLOW_MACHINE = { lock: 5_000, statement: 20_000 };

export async function openStore(driver: Driver) {
  if (driver === "pglite") {
    const template = process.env.PGLITE_TEMPLATE;
    const copyOf = template ? new Blob([readFileSync(template)]) : undefined;
    const database = await openPglite("memory://", { copyOf });
    return { database, close: () => database.close() };
  }
  const { url, drop } = await freshDatabase("unit", process.env.TEST_DATABASE_TEMPLATE);
  const database = await openPostgres(throughPooler(url), undefined, undefined, SLOW_MACHINE);
  const close = async () => {
    await database.close();
    await drop();
  };
  return { database, close };
}
