import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { build, isBuilt } from "../scripts/build.ts";
import { findPostgres, freshDatabase, NONE } from "../scripts/postgres.ts";
import { aloud, say } from "../scripts/progress.ts";
import { reports } from "../scripts/root.ts";
import { stopRequest } from "../scripts/stop-request.ts";
import { type BareApp, startBareApp } from "./bare-app.ts";
import { measureApiAlone, measureDriver } from "./driver.ts";
import { openField } from "./field.ts";
import { lighthouseScores } from "./lighthouse-scores.ts";
import { machine } from "./machine.ts";
import { FULL, QUICK } from "./plan.ts";
import { memoryOf } from "./processes.ts";
import { apiMarkdown, markdown, type Report } from "./report.ts";
import { verdictsOf } from "./verdicts.ts";
import { measureWeights } from "./weights.ts";

const { values: flags } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    "api-only": { type: "boolean", default: false },
  },
});
const plan = flags.quick ? QUICK : FULL;

// What was started ends with us.
stopRequest().addEventListener("abort", () => process.exit(1), { once: true });

async function bench(): Promise<Report> {
  if (!isBuilt()) await aloud("Building the app", build);
  const bare = await aloud("Building a bare page of the same Next", startBareApp);
  try {
    const pages = await measurePages(bare);
    const pglite = await measureDriver("PGlite", bare, plan, {});
    const postgres = await onPostgres((store) => measureDriver("PostgreSQL", bare, plan, store));
    return {
      machine: await machine(),
      quick: flags.quick,
      ...pages,
      bareMemory: memoryOf(bare.pid),
      drivers: [pglite, ...(postgres ? [postgres] : [])],
    };
  } finally {
    await bare.stop();
  }
}

/** What a browser sees of each page; on an app that nothing else asks. */
async function measurePages(bare: BareApp) {
  const field = await aloud("Starting an app for the browser", () => openField("browser", 10, {}));
  try {
    const pages = await field.pages();
    const weights = await aloud("Weighing the pages in Chromium", () => measureWeights({ bare: bare.url, ...pages }));
    const scores = await aloud("Running Lighthouse on each page", () => lighthouseScores(pages, plan.lighthouseRuns));
    return { weights, scores };
  } finally {
    await field.stop();
  }
}

async function onPostgres<T>(measure: (store: { databaseUrl: string }) => Promise<T>): Promise<T | null> {
  if (!(await findPostgres())) {
    say(`${NONE} Not measured on PostgreSQL.`);
    return null;
  }
  const database = await freshDatabase("bench");
  try {
    return await measure({ databaseUrl: database.url });
  } finally {
    await database.drop();
  }
}

/** The institution API and nothing else, in about a minute. */
async function benchApi() {
  if (!isBuilt()) await aloud("Building the app", build);
  const pglite = await measureApiAlone("PGlite", plan, {});
  const postgres = await onPostgres((store) => measureApiAlone("PostgreSQL", plan, store));
  return apiMarkdown(await machine(), flags.quick, [pglite, ...(postgres ? [postgres] : [])]);
}

try {
  if (flags["api-only"]) {
    process.stdout.write(`\n${await benchApi()}\n`);
    process.exit(0);
  }
  const report = await bench();
  const verdicts = verdictsOf(report);
  const text = markdown(report, verdicts);
  mkdirSync(reports, { recursive: true });
  writeFileSync(path.join(reports, "bench.json"), `${JSON.stringify({ ...report, verdicts }, null, 2)}\n`);
  writeFileSync(path.join(reports, "bench.md"), text);
  process.stdout.write(`\n${text}\n`);
  say("Also in reports/bench.md and reports/bench.json.");
  process.exit(0);
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exit(1);
}
