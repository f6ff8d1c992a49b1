import type { ExtractTablesWithRelations } from "drizzle-orm";
import { drizzle, type NodePgClient, NodePgSession, NodePgTransaction } from "drizzle-orm/node-postgres";
import { PgDialect, type PgTransactionConfig } from "drizzle-orm/pg-core";
import pg from "pg";
import type { StoreTrouble } from "../../store-trouble.ts";
import * as schema from "../schema.ts";
import type { Database, Db } from "./database.ts";
import { joining } from "./joining.ts";
import { migratePostgres, type Tell } from "./migrate.ts";
import { buildBeside } from "./online-indexes.ts";
import { type Ask, openPool, type Pool } from "./pool.ts";
import { storeClock, timeOf } from "./store-clock.ts";

/**
 * Milliseconds. A statement that waits longer fails alone, before it keeps others from the store. A lock may keep the
 * whole pool waiting once.
 */
const BOUNDS = { lock: 500, statement: 20_000 };
/** Readiness and figures are asked for every few seconds: one that takes longer is as good as none. */
const BOUNDS_ASIDE = { lock: 500, statement: 2_000 };

/** Opens a PostgreSQL server that any number of replicas share, or a pooler in front of it; migrated and ready. */
export async function openPostgres(
  url: string,
  tell: Tell = () => {},
  onTrouble = (_: StoreTrouble) => {},
  bounds = BOUNDS,
): Promise<Database> {
  await migratePostgres(url, tell);
  await buildIndexes(url);
  const main = openPool(url, { name: "main", max: 10, bounds, onTrouble });
  const jobs = openPool(url, { name: "jobs", max: 2, bounds: BOUNDS });
  const aside = openPool(url, { name: "aside", max: 2, bounds: BOUNDS_ASIDE });
  // The queue's maintenance waits for its locks without a bound and delays no job. An index that it builds does not
  // delay it.
  const upkeep = openPool(url, { name: "upkeep", max: 2, bounds: BOUNDS });
  const building = openPool(url, { name: "building", max: 1, bounds: BOUNDS });
  const pools = [main, jobs, upkeep, building, aside];
  const clock = await storeClock(timeOf(drizzleOver(aside)));
  return {
    db: joining(drizzleOver(main)),
    aside: drizzleOver(aside),
    driver: "postgres",
    clock: clock.now,
    queue: {
      db: {
        executeSql: (text, values) => {
          if (/\bconcurrently\b/i.test(text)) return building.raw(text);
          return /^\s*begin\b/i.test(text) ? upkeep.raw(text) : jobs.ask(text, values);
        },
      },
    },
    ping: async () => void (await aside.ask("select 1")),
    pools: () => pools.map((pool) => pool.figures()),
    async close() {
      clock.stop();
      await Promise.all(pools.map((pool) => pool.close()));
    },
  };
}

type Tables = typeof schema;
type Relations = ExtractTablesWithRelations<Tables>;

/** drizzle builds the statements; connections and transactions are the pool's. */
function drizzleOver(pool: Pool): Db {
  const db = drizzle(clientOf(pool.ask), { schema });
  const dialect = new PgDialect();
  const over = (ask: Ask) =>
    new NodePgTransaction<Tables, Relations>(dialect, new NodePgSession(clientOf(ask), dialect, undefined), undefined);
  db.transaction = (work, config) => pool.transaction((ask) => work(over(ask)), modeOf(config));
  return db;
}

/** drizzle uses nothing else of a client. */
const clientOf = (query: Ask) => ({ query }) as unknown as NodePgClient;

const modeOf = ({ isolationLevel, accessMode }: PgTransactionConfig = {}) =>
  [isolationLevel && `isolation level ${isolationLevel}`, accessMode].filter(Boolean).join(" ");

/** On a connection without bounds, which it leaves behind whatever becomes of it. */
async function buildIndexes(connectionString: string) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000, keepAlive: true });
  // The failing statement reports a cut connection.
  client.on("error", () => {});
  await client.connect();
  await buildBeside(drizzle(client, { schema }));
  client.end().catch(() => {});
}
