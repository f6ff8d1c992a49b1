import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe } from "vitest";
import { freshDatabase } from "../../scripts/postgres.ts";
import { type Database, openPglite, openPostgres } from "../db/database.ts";

export type Driver = Database["driver"];
export const DRIVERS: readonly Driver[] = ["pglite", "postgres"];

/** True for a driver that this machine cannot run; `npm test` says so, and with CI=true it is an error. */
export const isMissing = (driver: Driver) => driver === "postgres" && process.env.TEST_POSTGRES === "skip";

/** One store a driver for each test file: opening them is most of the time that these tests take. */
const opened = new Map<Driver, ReturnType<typeof openStore>>();
afterAll(async () => {
  for (const store of opened.values()) await (await store).close();
});

/** An embedded store opens in two seconds, or in many on a machine that does other work. */
const PATIENCE_MS = 120_000;

/** Runs the same tests on both drivers, each on a migrated store that only this file uses. */
export function describeStores(name: string, tests: (database: () => Database, driver: Driver) => void) {
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

export async function openStore(driver: Driver) {
  if (driver === "pglite") {
    const template = process.env.PGLITE_TEMPLATE;
    const database = await openPglite("memory://", template ? new Blob([readFileSync(template)]) : undefined);
    return { database, close: () => database.close() };
  }
  const { url, drop } = await freshDatabase("unit");
  const database = await openPostgres(url);
  const close = async () => {
    await database.close();
    await drop();
  };
  return { database, close };
}
