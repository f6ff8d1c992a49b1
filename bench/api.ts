import { OPERATIONS, type Operation } from "./api-chain.ts";
import type { Field } from "./field.ts";
import { inChild } from "./jobs.ts";
import { processorTimeOf } from "./processes.ts";
import { percentile, type Tally } from "./statistics.ts";

export interface ApiPlan {
  concurrency: number;
  /** Seconds before the measurement: just started, code runs slower, which is not measured. */
  warmUpSeconds: number;
  seconds: number;
}

export interface ApiRate {
  replicas: number;
  /** Figures of each operation, and of all requests together. */
  operations: Record<Operation | "all", { perSecond: number; p50: number; p99: number }>;
  /** Processor time of all replicas for one request, in milliseconds. */
  cost: number | null;
  errors: Tally;
}

/** The institution API with one application, and with two where the store is shared. */
export async function measureApi(field: Field, plan: ApiPlan, replicas: readonly number[]): Promise<ApiRate[]> {
  const rates: ApiRate[] = [];
  for (const count of replicas) {
    const more = await Promise.all(Array.from({ length: count - 1 }, (_, number) => field.replica(number + 2)));
    try {
      const apps = [field.ground.app, ...more.map(({ app }) => app)];
      rates.push(await measure(field, apps, [field.pid(), ...more.map(({ pid }) => pid)], plan));
    } finally {
      await Promise.all(more.map(({ stop }) => stop()));
    }
  }
  return rates;
}

async function measure(field: Field, apps: string[], pids: (number | undefined)[], plan: ApiPlan): Promise<ApiRate> {
  const { concurrency, warmUpSeconds, seconds } = plan;
  const job = { kind: "api", ground: { apps, apiKey: field.ground.apiKey }, concurrency } as const;
  if (warmUpSeconds > 0) await inChild({ ...job, seconds: warmUpSeconds });
  const before = spentBy(pids);
  const result = await inChild({ ...job, seconds });
  const after = spentBy(pids);
  const rateOf = (milliseconds: readonly number[]) => ({
    perSecond: milliseconds.length / result.seconds,
    p50: percentile(milliseconds, 0.5),
    p99: percentile(milliseconds, 0.99),
  });
  const all = OPERATIONS.flatMap((operation) => result.each[operation]);
  return {
    replicas: apps.length,
    operations: {
      company: rateOf(result.each.company),
      connection: rateOf(result.each.connection),
      "source account": rateOf(result.each["source account"]),
      passcode: rateOf(result.each.passcode),
      all: rateOf(all),
    },
    cost: before === null || after === null || all.length === 0 ? null : (after - before) / all.length,
    errors: result.errors,
  };
}

function spentBy(pids: readonly (number | undefined)[]): number | null {
  const spent = pids.map(processorTimeOf);
  return spent.includes(null) ? null : spent.reduce<number>((sum, one) => sum + (one ?? 0), 0);
}
