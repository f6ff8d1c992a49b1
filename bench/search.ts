import { hash } from "node:crypto";
import { drizzle } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import type { SupportStore } from "#lib/console/ports.ts";
import { supportStore } from "#lib/db/console/support-store.ts";
import * as schema from "#lib/db/schema.ts";
import { openSql } from "#scripts/postgres.ts";
import { type Filled, SCOPES, type ScopeName } from "./console-fill.ts";
import { explain, factsOf, type SentQuery } from "./query-plans.ts";
import { KINDS_OF_QUESTIONS, type Sample, samplesOf } from "./search-samples.ts";
import { count, percentile, type Tally, total } from "./statistics.ts";

export interface SearchPlan {
  /** Questions of each kind and scope, before those that count. */
  warmUps: number;
  /** Questions of each kind and scope. */
  samples: number;
}

/** The times of one kind of question in the eyes of one scope. */
export interface SearchRate {
  kind: string;
  scope: ScopeName;
  samples: number;
  p50: number;
  p95: number;
  max: number;
  indexes: string[];
  /** Large tables that some plan read from end to end. */
  seqScans: string[];
  /** The query that took the database longest, with its plan. */
  slowest: { milliseconds: number; query: string; params: unknown[]; plan: unknown };
  errors: Tally;
}

/** Below this 95 of 100 searches are to be answered. */
export const SEARCH_MS = 150;

export const isMissed = ({ p95, seqScans, errors }: SearchRate) =>
  p95 >= SEARCH_MS || seqScans.length > 0 || total(errors) > 0;

interface Answered {
  sample: Sample;
  milliseconds: number;
  queries: SentQuery[];
  error: string | null;
}

/**
 * Asks the store what the console asks it, one question after the other in random order. Then looks at the plan of each
 * query.
 */
export async function measureSearch(
  url: string,
  filled: Filled,
  { warmUps, samples: each }: SearchPlan,
): Promise<SearchRate[]> {
  const sent: SentQuery[] = [];
  const client = openSql(url);
  const logger = { logQuery: (query: string, params: unknown[]) => void sent.push({ query, params }) };
  const support = supportStore(drizzle(client, { schema, logger }));
  try {
    const samples = byChance(await samplesOf(url, filled, each + warmUps));
    for (const sample of samples) if (sample.number >= each) await answer(support, sample, sent);
    const answered: Answered[] = [];
    for (const sample of samples) if (sample.number < each) answered.push(await answer(support, sample, sent));
    const rates: SearchRate[] = [];
    for (const kind of KINDS_OF_QUESTIONS)
      for (const scope of SCOPES) {
        const group = answered.filter(({ sample }) => sample.kind === kind && sample.scope === scope);
        if (group.length > 0) rates.push(await rateOf(client, group, filled.large));
      }
    return rates;
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** In the same order on every run, and in none that could help. */
const byChance = (samples: readonly Sample[]) =>
  samples
    .map((sample) => ({ sample, hash: hash("md5", `${sample.kind} ${sample.scope} ${sample.number}`) }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1))
    .map(({ sample }) => sample);

async function answer(support: SupportStore, sample: Sample, sent: SentQuery[]): Promise<Answered> {
  sent.length = 0;
  const started = performance.now();
  const error = await sample.ask(support).then(
    (found) => (sample.finds && found === 0 ? "found nothing" : null),
    (reason: unknown) => (reason instanceof Error ? reason.message : String(reason)),
  );
  return { sample, milliseconds: performance.now() - started, queries: [...sent], error };
}

async function rateOf(client: postgres.Sql, group: readonly Answered[], large: readonly string[]): Promise<SearchRate> {
  const { kind, scope } = (group[0] as Answered).sample;
  const all = group.map(({ milliseconds }) => milliseconds);
  const errors: Tally = {};
  for (const { error } of group) if (error) count(errors, error);
  return {
    kind,
    scope,
    samples: group.length,
    p50: percentile(all, 0.5),
    p95: percentile(all, 0.95),
    max: Math.max(...all),
    ...(await plansOf(client, group, large)),
    errors,
  };
}

/** Every query of every answer once more, for what its plan reads. */
async function plansOf(client: postgres.Sql, group: readonly Answered[], large: readonly string[]) {
  const indexes = new Set<string>();
  const seqScans = new Set<string>();
  let slowest: SearchRate["slowest"] = { milliseconds: -1, query: "", params: [], plan: null };
  for (const sent of group.flatMap(({ queries }) => queries)) {
    const { plan, milliseconds } = await explain(client, sent);
    const facts = factsOf(plan);
    for (const index of facts.indexes) indexes.add(index);
    for (const table of facts.seqScans) if (large.includes(table)) seqScans.add(table);
    if (milliseconds > slowest.milliseconds) slowest = { milliseconds, ...sent, plan };
  }
  return { indexes: [...indexes].sort(), seqScans: [...seqScans].sort(), slowest };
}
