import { freshDatabase } from "../scripts/postgres.ts";
import { type Field, openField, startFields } from "./field.ts";

export type Driver = "PGlite" | "PostgreSQL";
/** Opens a field with so many companies. */
export type OpenField = (name: string, companies: number) => Promise<Field>;

/** Hands each part its store, for as long as the part works. */
export interface Stores {
  with<T>(driver: Driver, work: (open: OpenField) => Promise<T>): Promise<T>;
  /** Ends what outlives a part. */
  close(): Promise<void>;
}

/** Databases that are being measured on; a large one must not stay behind. */
const databases = new Set<Awaited<ReturnType<typeof freshDatabase>>>();
export const dropDatabases = () => Promise.all([...databases].map((database) => database.drop().catch(() => {})));

/** Makes a PostgreSQL database for a piece of work, and drops it after. */
export async function withDatabase<T>(work: (databaseUrl: string) => Promise<T>): Promise<T> {
  const database = await freshDatabase("bench");
  databases.add(database);
  try {
    return await work(database.url);
  } finally {
    databases.delete(database);
    await database.drop();
  }
}

/** A stack for each field, so that no part has anything to do with what another one left. */
export const ownStores = (): Stores => ({
  with: (driver, work) =>
    driver === "PGlite"
      ? work((name, companies) => openField(name, companies, {}))
      : withDatabase((databaseUrl) => work((name, companies) => openField(name, companies, { databaseUrl }))),
  close: async () => {},
});

/** More companies than all parts of one driver have together. */
const COMPANIES = 40;

/**
 * One stack for each driver, started when it is first needed: a start costs more than the smallest load. Its parts run
 * one after another.
 */
export function sharedStores(): Stores {
  const started = new Map<Driver, ReturnType<typeof start>>();
  const start = async (driver: Driver) => {
    const database = driver === "PostgreSQL" ? await freshDatabase("bench") : null;
    if (database) databases.add(database);
    const choice = database ? { databaseUrl: database.url } : {};
    return startFields(`shared-${driver.toLowerCase()}`, COMPANIES, choice);
  };
  const of = (driver: Driver) => {
    const fields = started.get(driver) ?? start(driver);
    started.set(driver, fields);
    // The next part tries again.
    fields.catch(() => started.delete(driver));
    return fields;
  };
  return {
    with: (driver, work) => work(async (_name, companies) => (await of(driver)).open(companies)),
    async close() {
      await Promise.allSettled([...started.values()].map(async (fields) => (await fields).stop()));
      await dropDatabases();
    },
  };
}
