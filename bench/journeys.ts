import type { Field } from "./field.ts";
import { inChild } from "./jobs.ts";
import { costOf } from "./processes.ts";
import { percentile, type Tally } from "./statistics.ts";

export interface JourneyRate {
  concurrency: number;
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  /** Processor time of the app for one journey, in milliseconds. */
  cost: number | null;
  errors: Tally;
}

/** Whole journeys at each concurrency, one after another. */
export async function measureJourneys(
  field: Field,
  levels: readonly number[],
  seconds: number,
): Promise<JourneyRate[]> {
  const { ground, bankIds, companies } = field;
  const rates: JourneyRate[] = [];
  for (const concurrency of levels) {
    const job = { kind: "journeys", ground, bankIds, companies, concurrency, seconds } as const;
    const [result, cost] = await costOf(field.pid(), () => inChild(job));
    const at = (share: number) => percentile(result.milliseconds, share);
    rates.push({
      concurrency,
      perSecond: result.done / result.seconds,
      p50: at(0.5),
      p95: at(0.95),
      p99: at(0.99),
      cost: cost === null || result.done === 0 ? null : cost / result.done,
      errors: result.errors,
    });
  }
  return rates;
}
