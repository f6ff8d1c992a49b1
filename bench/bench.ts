import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { build, isBuilt } from "../scripts/build.ts";
import { findPostgres, freshDatabase, NONE } from "../scripts/postgres.ts";
import { aloud, say } from "../scripts/progress.ts";
import { reports } from "../scripts/root.ts";
import { stopRequest } from "../scripts/stop-request.ts";
import { type BareApp, startBareApp } from "./bare-app.ts";
import { measureConsole } from "./console.ts";
import { measureApiAlone, measureDriver } from "./driver.ts";
import { type FeedRate, measureFeed } from "./feed.ts";
import { feedVerdicts } from "./feed-report.ts";
import { openField } from "./field.ts";
import { lighthouseScores } from "./lighthouse-scores.ts";
import { machine } from "./machine.ts";
import { FULL, QUICK } from "./plan.ts";
import { memoryOf } from "./processes.ts";
import { apiMarkdown, consoleMarkdown, feedMarkdown, markdown, type Report } from "./report.ts";
import { consoleVerdicts, verdictsOf } from "./verdicts.ts";
import { measureWeights } from "./weights.ts";

const { values: flags } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    "api-only": { type: "boolean", default: false },
    "console-only": { type: "boolean", default: false },
    "feed-only": { type: "boolean", default: false },
    on: { type: "string" },
  },
});
const plan = flags.quick ? QUICK : FULL;

/** The database that is being measured on; a large one must not stay behind. */
let database: Awaited<ReturnType<typeof freshDatabase>> | null = null;

// What was started ends with us.
stopRequest().addEventListener("abort", () => void endNow(), { once: true });
async function endNow() {
  await database?.drop().catch(() => {});
  process.exit(1);
}

async function bench(): Promise<Report> {
  if (!isBuilt()) await aloud("Building the app", build);
  const bare = await aloud("Building a bare page of the same Next", startBareApp);
  try {
    const pages = await measurePages(bare);
    const pglite = await measureDriver("PGlite", bare, plan, {});
    const postgres = await onPostgres((store) => measureDriver("PostgreSQL", bare, plan, store));
    const consoleReport = await onPostgres(({ databaseUrl }) => measureConsole(databaseUrl, plan.console));
    const feed = await measureFeeds();
    return {
      machine: await machine(),
      quick: flags.quick,
      ...pages,
      bareMemory: memoryOf(bare.pid),
      drivers: [pglite, ...(postgres ? [postgres] : [])],
      console: consoleReport,
      feed,
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
  database = await freshDatabase("bench");
  try {
    return await measure({ databaseUrl: database.url });
  } finally {
    await database.drop();
    database = null;
  }
}

/** The institution API and nothing else, in about a minute. */
async function benchApi() {
  if (!isBuilt()) await aloud("Building the app", build);
  const pglite = await measureApiAlone("PGlite", plan, {});
  const postgres = await onPostgres((store) => measureApiAlone("PostgreSQL", plan, store));
  return apiMarkdown(await machine(), flags.quick, [pglite, ...(postgres ? [postgres] : [])]);
}

/** The support console and nothing else, in about five minutes. */
async function benchConsole() {
  if (!isBuilt()) await aloud("Building the app", build);
  const found = await onPostgres(({ databaseUrl }) => measureConsole(databaseUrl, plan.console));
  if (!found) return;
  const verdicts = consoleVerdicts(found);
  const about = { machine: await machine(), quick: flags.quick };
  write(
    "bench-console",
    { ...about, console: found, verdicts },
    consoleMarkdown({ ...about, console: found }, verdicts),
  );
}

/** The feed on each store, where it can be with two processes. */
async function measureFeeds(): Promise<FeedRate[]> {
  const isWanted = (name: string) => flags.on === undefined || flags.on === name;
  const rates = isWanted("pglite-1") ? [await measureFeed("PGlite", plan.feed, 1, {})] : [];
  for (const replicas of [1, 2]) {
    if (!isWanted(`postgresql-${replicas}`)) continue;
    const rate = await onPostgres((store) => measureFeed("PostgreSQL", plan.feed, replicas, store));
    if (rate) rates.push(rate);
  }
  return rates;
}

/** The feed and nothing else. */
async function benchFeed() {
  if (!isBuilt()) await aloud("Building the app", build);
  const feed = await measureFeeds();
  const verdicts = feedVerdicts(feed);
  const about = { machine: await machine(), quick: flags.quick };
  write("bench-feed", { ...about, feed, verdicts }, feedMarkdown({ ...about, feed }, verdicts));
}

/** Into the reports and onto the terminal. */
function write(name: string, report: object, text: string) {
  mkdirSync(reports, { recursive: true });
  writeFileSync(path.join(reports, `${name}.json`), `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(path.join(reports, `${name}.md`), text);
  process.stdout.write(`\n${text}\n`);
  say(`Also in reports/${name}.md and reports/${name}.json.`);
}

try {
  if (flags["api-only"]) process.stdout.write(`\n${await benchApi()}\n`);
  else if (flags["console-only"]) await benchConsole();
  else if (flags["feed-only"]) await benchFeed();
  else {
    const report = await bench();
    const verdicts = verdictsOf(report);
    write("bench", { ...report, verdicts }, markdown(report, verdicts));
  }
  process.exit(0);
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exit(1);
}
