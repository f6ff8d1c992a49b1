import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import type { Balancer } from "./balancer.ts";
import type { Dice } from "./dice.ts";
import type { Release, Replicas } from "./replicas.ts";

/** Tables that somebody's migration or report might hold. */
const TABLES = ["companies", "connections", "source_accounts", "journeys", "statements", "bank_lines", "repeats"];

type Happening = { every: [least: number, more: number]; happen: () => Promise<boolean> };

/**
 * Faults around the application until `end`. Processes are killed or stand still, connections break, a table is held.
 * Half-way another release replaces everything. Answers how often each happened.
 */
export async function surround(
  {
    replicas,
    balancer,
    databaseUrl,
    next,
  }: { replicas: Replicas; balancer: Balancer; databaseUrl: string | null; next: Release },
  roll: Dice,
  from: number,
  end: number,
) {
  const times: Record<string, number> = {};
  const happened = async (name: string, happen: () => Promise<boolean>) => {
    const did = await happen();
    times[name] = (times[name] ?? 0) + Number(did);
  };
  const repeatedly = async (name: string, { every: [least, more], happen }: Happening) => {
    for (;;) {
      await pause(least + roll(more));
      if (Date.now() > end) return;
      await happened(name, happen);
    }
  };
  const always = async (name: string, one: Happening) => {
    times[name] = 0;
    await repeatedly(name, one);
  };
  const done = async (doing: Promise<unknown>) => {
    await doing;
    return true;
  };
  await Promise.all([
    always("kills", { every: [22_000, 20_000], happen: () => done(replicas.kill(roll)) }),
    always("freezes", { every: [14_000, 12_000], happen: () => done(replicas.freeze(roll, 2_000 + roll(4_000))) }),
    always("cuts", { every: [300, 1_500], happen: async () => balancer.cut() }),
    (async () => {
      await pause(Math.max(0, from + (end - from) * 0.5 - Date.now()));
      await happened("deployments", () => done(replicas.deploy(next)));
    })(),
    ...(databaseUrl ? troubleStore(databaseUrl, roll, always) : []),
  ]);
  return times;
}

function troubleStore(
  databaseUrl: string,
  roll: Dice,
  always: (name: string, one: Happening) => Promise<void>,
): Promise<void>[] {
  const asAdmin = async (ask: (sql: postgres.Sql) => Promise<boolean>) => {
    const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
    try {
      return await ask(sql);
    } catch {
      return false; // it did not get the lock in time
    } finally {
      await sql.end({ timeout: 5 });
    }
  };
  return [
    always("cut connections to the store", {
      every: [4_000, 8_000],
      happen: () =>
        asAdmin(async (sql) => {
          const cut = await sql`
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() order by random() limit 2`;
          return cut.length > 0;
        }),
    }),
    always("locked tables", {
      every: [8_000, 10_000],
      happen: () =>
        asAdmin(async (sql) => {
          await sql.begin(async (tx) => {
            await tx`set local lock_timeout = '3s'`;
            await tx`lock table ${tx(TABLES[roll(TABLES.length)] ?? "")} in access exclusive mode`;
            await pause(1_500 + roll(3_000));
          });
          return true;
        }),
    }),
  ];
}
