import { findPostgres, NONE } from "../scripts/postgres.ts";
import { say } from "../scripts/progress.ts";
import type { Ended, Report } from "./findings.ts";
import type { Part } from "./parts.ts";
import type { Plan } from "./plan.ts";
import { ownStores, type Stores, sharedStores, withDatabase } from "./stores.ts";
import { problems } from "./tables.ts";

/** Starts that share a processor with others come too late. */
const GROUPS_AT_ONCE = 2;

/** Measures part after part, and hands over the report whenever one has ended. */
export async function runParts(parts: readonly Part[], report: Report, plan: Plan, ended: () => void) {
  const stores = plan.isShared ? sharedStores() : ownStores();
  const groups = groupsOf(parts, plan);
  const worker = async () => {
    for (let group = groups.shift(); group; group = groups.shift()) for (const part of group) await run(part);
  };
  const run = async (part: Part) => {
    const end = await runPart(part, report, plan, stores);
    report.parts.push(end);
    say(`Part ${end.part}: ${end.outcome}${end.why ? `, ${end.why}` : ""}, after ${end.seconds.toFixed(0)} s`);
    ended();
  };
  try {
    await Promise.all(Array.from({ length: GROUPS_AT_ONCE }, worker));
  } finally {
    await stores.close();
  }
}

/** Parts that share a stack run one after another on it: they are one group. Where none is shared, all are. */
const groupsOf = (parts: readonly Part[], { isShared }: Plan): (readonly Part[])[] =>
  isShared
    ? [...Map.groupBy(parts, ({ name, store }) => (store && store !== "database" ? store : name)).values()]
    : [parts];

async function runPart(part: Part, report: Report, plan: Plan, stores: Stores): Promise<Ended> {
  const started = performance.now();
  const end = (outcome: Ended["outcome"], why?: string): Ended => ({
    part: part.name,
    outcome,
    ...(why === undefined ? {} : { why }),
    seconds: (performance.now() - started) / 1000,
  });
  try {
    if (part.store && part.store !== "PGlite" && !(await findPostgres())) return end("left out", NONE);
    const errors = await inTime(plan.partSeconds, measure(part, report, plan, stores));
    const unexpected = problems(errors);
    // A full run reports such errors with its targets; one that looks only for what is broken has found it.
    return plan.isJudged || unexpected === "0" ? end("done") : end("failed", unexpected);
  } catch (error) {
    return end("failed", error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

function measure(part: Part, report: Report, plan: Plan, stores: Stores) {
  if (!part.store) return part.measure(report, plan);
  if (part.store === "database") return withDatabase((databaseUrl) => part.measure(report, plan, databaseUrl));
  return stores.with(part.store, (open) => part.measure(report, plan, open));
}

function inTime<T>(seconds: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`it was not done in ${seconds} s`)), seconds * 1000);
    work.then(resolve, reject).finally(() => clearTimeout(late));
  });
}
