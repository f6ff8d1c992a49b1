import { OPERATIONS } from "./api-chain.ts";
import { consoleParts } from "./console-report.ts";
import { durabilityParts } from "./durability-report.ts";
import { feedParts } from "./feed-report.ts";
import type { Report } from "./findings.ts";
import type { Scores } from "./lighthouse-scores.ts";
import { linkParts } from "./link-report.ts";
import { SUBJECTS, type Subject } from "./rates.ts";
import { kB, ms, problems, table } from "./tables.ts";
import type { BenchVerdict } from "./verdict.ts";
import type { Weight } from "./weights.ts";

const NAMES: Record<Subject, string> = {
  bare: "bare page",
  identify: "identify page",
  wrong: "passcode post, wrong",
  right: "passcode post, right",
};

const precise = (milliseconds: number | null) => milliseconds?.toFixed(1) ?? "–";
const mb = (megabytes: number | null) => (megabytes === null ? "–" : Math.round(megabytes).toString());

/** The day, the machine and the versions of a measurement. */
const headOf = ({ machine: m, plan }: Report) =>
  `Measured ${m.date}${plan === "full" ? "" : `, ${plan} run`}: ${m.processors} cores (${m.processor}), ${m.memoryGb} GB; Node ${m.node}, Next ${m.next}, React ${m.react}, PostgreSQL ${m.postgres ?? "not measured"}.`;

/** Parts that found nothing, each with the reason. */
const missingParts = ({ parts }: Report) => {
  const missing = parts.filter(({ outcome }) => outcome !== "done");
  return missing.length === 0
    ? []
    : [missing.map(({ part, outcome, why }) => `- **${part}** ${outcome}: ${why?.split("\n", 1)[0]}`).join("\n")];
};

const targetParts = (verdicts: readonly BenchVerdict[]) => [
  "**Targets**",
  table(
    ["target", "found", ""],
    verdicts.map(({ target, found, met }) => [target, found, met ? "met" : "**missed**"]),
  ),
];

const apiParts = (drivers: Report["apis"]) => [
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

/** The findings so far as Markdown, to read in a terminal and to paste into docs/performance.md. */
export function markdown(report: Report, verdicts: readonly BenchVerdict[]): string {
  const { plan, weights, scores, drivers, apis, durability, linkPages, console: found, feed } = report;
  return `${[
    headOf(report),
    ...missingParts(report),
    // Figures of the smallest run say nothing.
    ...(plan === "smallest" || verdicts.length === 0 ? [] : targetParts(verdicts)),
    ...(weights ? weightParts(weights) : []),
    ...(scores ? scoreParts(scores) : []),
    ...(drivers.length > 0 ? driverParts(report) : []),
    ...(apis.length > 0 ? apiParts(apis) : []),
    ...(durability ? durabilityParts(durability) : []),
    ...(linkPages.length > 0 ? linkParts(linkPages) : []),
    ...(found ? consoleParts(found) : []),
    ...(feed.length > 0 ? feedParts(feed) : []),
  ].join("\n\n")}\n`;
}

const weightParts = (weights: Record<string, Weight>) => [
  "**Weight**, kB with an empty cache: on the wire with all headers, and each kind after gzip",
  table(
    ["page", "on the wire", "requests", "script", "HTML", "CSS", "fonts", "third-party requests"],
    Object.entries(weights).map(([page, { wire, requests, script, html, css, fonts, thirdParty }]) => [
      page,
      kB(wire),
      String(requests),
      kB(script),
      kB(html),
      kB(css),
      String(fonts),
      String(thirdParty),
    ]),
  ),
];

const scoreParts = (scores: Record<string, Scores>) => [
  "**Lighthouse**, mobile",
  table(
    [
      "page",
      "performance",
      "accessibility",
      "best practices",
      "largest paint, ms",
      "blocked, ms",
      "short of full marks",
    ],
    Object.entries(scores).map(([page, one]) => [
      page,
      String(one.performance),
      String(one.accessibility),
      String(one["best-practices"]),
      ms(one.paint),
      ms(one.blocked),
      one.short.join(", ") || "–",
    ]),
  ),
];

const driverParts = ({ drivers, bareMemory }: Report) => [
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
      ["bare page", "–", "–", mb(bareMemory)],
    ],
  ),
];
