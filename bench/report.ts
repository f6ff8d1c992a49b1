import { OPERATIONS } from "./api-chain.ts";
import type { ConsoleReport } from "./console.ts";
import { consoleParts } from "./console-report.ts";
import type { DriverReport } from "./driver.ts";
import type { FeedRate } from "./feed.ts";
import { feedParts } from "./feed-report.ts";
import type { Scores } from "./lighthouse-scores.ts";
import type { machine } from "./machine.ts";
import { SUBJECTS, type Subject } from "./rates.ts";
import { kB, ms, problems, table } from "./tables.ts";
import type { Verdict } from "./verdicts.ts";
import type { Weight } from "./weights.ts";

export interface Report {
  machine: Awaited<ReturnType<typeof machine>>;
  quick: boolean;
  weights: Record<string, Weight>;
  scores: Record<string, Scores>;
  /** After all the load that it was asked for beside ours. */
  bareMemory: number | null;
  drivers: DriverReport[];
  /** Null without PostgreSQL: nobody runs a store of this size on PGlite. */
  console: ConsoleReport | null;
  feed: readonly FeedRate[];
}

const NAMES: Record<Subject, string> = {
  bare: "bare page",
  identify: "identify page",
  wrong: "passcode post, wrong",
  right: "passcode post, right",
};

const precise = (milliseconds: number | null) => milliseconds?.toFixed(1) ?? "–";
const mb = (megabytes: number | null) => (megabytes === null ? "–" : Math.round(megabytes).toString());

type ApiReport = Pick<DriverReport, "name" | "api">;

/** What was measured where, for every report. */
const headOf = (m: Report["machine"], quick: boolean) =>
  `Measured ${m.date}${quick ? ", quick run" : ""}: ${m.processors} cores (${m.processor}), ${m.memoryGb} GB; Node ${m.node}, Next ${m.next}, React ${m.react}, PostgreSQL ${m.postgres ?? "not measured"}.`;

/** The institution API alone as Markdown. */
export const apiMarkdown = (machine: Report["machine"], quick: boolean, drivers: readonly ApiReport[]) =>
  `${[headOf(machine, quick), ...apiParts(drivers)].join("\n\n")}\n`;

/** The console alone as Markdown. */
export const consoleMarkdown = (
  { machine, quick, console: found }: Pick<Report, "machine" | "quick"> & { console: ConsoleReport },
  verdicts: readonly Verdict[],
) => `${[headOf(machine, quick), ...targetParts(verdicts), ...consoleParts(found)].join("\n\n")}\n`;

/** The feed alone as Markdown. */
export const feedMarkdown = (
  { machine, quick, feed }: Pick<Report, "machine" | "quick" | "feed">,
  verdicts: readonly Verdict[],
) => `${[headOf(machine, quick), ...targetParts(verdicts), ...feedParts(feed)].join("\n\n")}\n`;

const targetParts = (verdicts: readonly Verdict[]) => [
  "**Targets**",
  table(
    ["target", "found", ""],
    verdicts.map(({ target, found, met }) => [target, found, met ? "met" : "**missed**"]),
  ),
];

const apiParts = (drivers: readonly ApiReport[]) => [
  "**Institution API**: company, its connection, its source account, a passcode; 16 callers at a time",
  table(
    ["store", "app processes", "create", "per second", "p50, ms", "p99, ms", "processor time each, ms", "errors"],
    drivers.flatMap(({ name, api }) =>
      api.flatMap(({ replicas, operations, cost, errors }) =>
        ([...OPERATIONS, "all"] as const).map((operation) => {
          const { perSecond, p50, p99 } = operations[operation];
          const whole = operation === "all" ? [precise(cost), problems(errors)] : ["", ""];
          return [name, String(replicas), operation, perSecond.toFixed(0), ms(p50), ms(p99), ...whole];
        }),
      ),
    ),
  ),
];

/** The whole report as Markdown, to read in a terminal and to paste into docs/performance.md. */
export function markdown(report: Report, verdicts: readonly Verdict[]): string {
  const { drivers } = report;
  const bare = report.weights.bare?.script ?? 0;
  return `${[
    headOf(report.machine, report.quick),
    ...targetParts(verdicts),
    "**Weight**, kB after gzip, empty cache",
    table(
      ["page", "script", "above bare", "HTML", "CSS", "HTML + CSS", "fonts", "third-party requests"],
      Object.entries(report.weights).map(([page, { script, html, css, fonts, thirdParty }]) => [
        page,
        kB(script),
        kB(script - bare),
        kB(html),
        kB(css),
        kB(html + css),
        String(fonts),
        String(thirdParty),
      ]),
    ),
    "**Lighthouse**, mobile",
    table(
      ["page", "performance", "accessibility", "best practices", "largest paint, ms", "short of full marks"],
      Object.entries(report.scores).map(([page, one]) => [
        page,
        String(one.performance),
        String(one.accessibility),
        String(one["best-practices"]),
        ms(one.paint),
        one.short.join(", ") || "–",
      ]),
    ),
    "**Requests**, one app process, 16 at a time",
    table(
      ["store", "request", "per second", "of bare", "p99, ms", "processor time each, ms"],
      drivers.flatMap(({ name, rates }) =>
        SUBJECTS.map((subject) => {
          const { perSecond, ofBare, p99, cost } = rates[subject];
          return [name, NAMES[subject], perSecond.toFixed(0), ofBare.toFixed(2), ms(p99), precise(cost)];
        }),
      ),
    ),
    `Errors: ${drivers.map(({ name, errors }) => `${name} ${problems(errors)}`).join(", ")}.`,
    "**Whole journeys**, one app process",
    table(
      ["store", "at a time", "per second", "p50, ms", "p95, ms", "p99, ms", "processor time each, ms", "errors"],
      drivers.flatMap(({ name, journeys }) =>
        journeys.map((one) => [
          name,
          String(one.concurrency),
          one.perSecond.toFixed(1),
          ms(one.p50),
          ms(one.p95),
          ms(one.p99),
          ms(one.cost),
          problems(one.errors),
        ]),
      ),
    ),
    ...apiParts(drivers),
    "**Process**",
    table(
      ["store", "time to ready, ms", "memory idle, MB", "memory after the load, MB"],
      [
        ...drivers.map(({ name, readyMs, memory }) => [name, ms(readyMs), mb(memory.idle), mb(memory.loaded)]),
        ["bare page", "–", "–", mb(report.bareMemory)],
      ],
    ),
    ...(report.console ? consoleParts(report.console) : []),
    ...feedParts(report.feed),
  ].join("\n\n")}\n`;
}
