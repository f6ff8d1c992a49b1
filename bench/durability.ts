import { closeSync, cpSync, fdatasyncSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { aloud } from "../scripts/progress.ts";
import { reports, root } from "../scripts/root.ts";
import { measureApi } from "./api.ts";
import { type Field, openField } from "./field.ts";
import { median, type Tally } from "./statistics.ts";

export interface DurabilityPlan {
  /** The stores that are measured: with their syncs or without. */
  synced: readonly boolean[];
  levels: readonly number[];
  warmUpSeconds: number;
  seconds: number;
}

export interface DurabilityRate {
  /** True when every answer waits until it is on disk, as it does in the application. */
  synced: boolean;
  concurrency: number;
  /** Calls of the institution API that store something and were answered. */
  perSecond: number;
  p50: number;
  p99: number;
  errors: Tally;
}

export interface DurabilityReport {
  /** Milliseconds that the disk takes for one sync of 8 kB when nothing else asks it. */
  syncMs: number;
  rates: DurabilityRate[];
}

// On the project's own disk: where temporary files live in memory, a sync costs nothing.
const folder = path.join(reports, "bench/durability-stores");
const withoutSync = pathToFileURL(path.join(root, "bench/without-sync.ts")).href;

/** The institution API on embedded stores, one with its syncs and one without, alternating at each concurrency. */
export async function measureDurability({
  synced: stores,
  levels,
  ...plan
}: DurabilityPlan): Promise<DurabilityReport> {
  rmSync(folder, { recursive: true, force: true });
  const syncMs = timeOfSync();
  const fields: { synced: boolean; field: Field }[] = [];
  const rates: DurabilityRate[] = [];
  try {
    for (const synced of stores) fields.push({ synced, field: await open(synced) });
    for (const concurrency of levels)
      for (const { synced, field } of fields) {
        const doing = `Durability: ${concurrency} at a time, ${synced ? "with" : "without"} syncs`;
        const [rate] = await aloud(doing, () => measureApi(field, { concurrency, ...plan }, [1]));
        if (!rate) continue;
        const { perSecond, p50, p99 } = rate.operations.all;
        rates.push({ synced, concurrency, perSecond, p50, p99, errors: rate.errors });
      }
  } finally {
    await Promise.all(fields.map(({ field }) => field.stop()));
    rmSync(folder, { recursive: true, force: true });
  }
  return { syncMs, rates };
}

function open(synced: boolean): Promise<Field> {
  const name = synced ? "with" : "without";
  const dataDir = path.join(folder, name);
  if (process.env.STORE_TEMPLATE) cpSync(process.env.STORE_TEMPLATE, dataDir, { recursive: true });
  const env: Record<string, string> = synced ? {} : { NODE_OPTIONS: `--import=${withoutSync}` };
  return aloud(`Durability: filling the store ${name} syncs and starting`, () =>
    openField(`durability-${name}`, 10, { dataDir, env }),
  );
}

function timeOfSync(): number {
  mkdirSync(folder, { recursive: true });
  const descriptor = openSync(path.join(folder, "sync"), "w");
  const page = Buffer.alloc(8192);
  const times = Array.from({ length: 100 }, (_, n) => {
    const started = performance.now();
    writeSync(descriptor, page, 0, page.length, n * page.length);
    fdatasyncSync(descriptor);
    return performance.now() - started;
  });
  closeSync(descriptor);
  return median(times);
}
