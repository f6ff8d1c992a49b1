import type { ConsoleReport } from "./console.ts";
import { feedVerdicts } from "./feed-report.ts";
import type { Report } from "./findings.ts";
import type { Scores } from "./lighthouse-scores.ts";
import { linkVerdicts } from "./link-report.ts";
import { SEARCH_MS } from "./search.ts";
import { total } from "./statistics.ts";
import { ms, whole } from "./tables.ts";
import type { BenchVerdict } from "./verdict.ts";
import type { Weight } from "./weights.ts";

const KB = 1000;
const OF_BARE = { PostgreSQL: 0.8, PGlite: 0.6 };
const kB = (bytes: number) => `${(bytes / KB).toFixed(1)} kB`;

/** The targets of what was measured, each with what was found and whether it is met. */
export const verdictsOf = ({ weights, scores, drivers, linkPages, console: found, feed }: Report): BenchVerdict[] => [
  ...(weights ? weightVerdicts(weights) : []),
  ...drivers.map(({ name, rates }) => ({
    target: `identify page at least ${OF_BARE[name]} of the bare page's requests a second, ${name}`,
    found: rates.identify.ofBare.toFixed(2),
    met: rates.identify.ofBare >= OF_BARE[name],
  })),
  ...drivers.map(({ name, errors, journeys, api, oddAuthorisations }) => {
    const later = [...journeys, ...api].reduce((sum, one) => sum + total(one.errors), 0);
    const found = total(errors) + later + oddAuthorisations;
    return { target: `no error at any load, ${name}`, found: String(found), met: found === 0 };
  }),
  ...(scores ? scoreVerdicts(scores) : []),
  ...(found ? consoleVerdicts(found) : []),
  ...linkVerdicts(linkPages),
  ...feedVerdicts(feed),
];

/** Pages to compare ours with. */
const OTHERS = ["bare", "govuk"];
const ours = <T>(all: Record<string, T>) =>
  Object.entries(all).flatMap(([name, one]) => (OTHERS.includes(name) ? [] : [one]));

function weightVerdicts(weights: Record<string, Weight>): BenchVerdict[] {
  const all = ours(weights);
  const most = (of: (one: Weight) => number) => Math.max(...all.map(of));
  const strangers = all.reduce((sum, one) => sum + one.thirdParty + one.fonts, 0);
  const [wire, requests, script] = [most((one) => one.wire), most((one) => one.requests), most((one) => one.script)];
  return [
    { target: "a page at most 12 kB on the wire, headers too", found: kB(wire), met: wire <= 12 * KB },
    { target: "at most 6 requests", found: String(requests), met: requests <= 6 },
    { target: "at most 4 kB of script", found: kB(script), met: script <= 4 * KB },
    { target: "no font, no third-party request", found: String(strangers), met: strangers === 0 },
  ];
}

function scoreVerdicts(scores: Record<string, Scores>): BenchVerdict[] {
  const all = ours(scores);
  const lowest = (["performance", "accessibility", "best-practices"] as const).map((category) =>
    Math.min(...all.map((one) => one[category])),
  );
  const paint = Math.max(...all.map((one) => one.paint));
  const blocked = Math.max(...all.map((one) => one.blocked));
  const ofGovuk = paint / (scores.govuk?.paint ?? Number.NaN);
  return [
    {
      target: "Lighthouse: performance, accessibility and best practices 100",
      found: lowest.join(", "),
      met: lowest.every((one) => one === 100),
    },
    { target: "no time blocked", found: `${ms(blocked)} ms`, met: blocked === 0 },
    {
      target: "largest paint at most 0.8 of the GOV.UK page's",
      found: `${ofGovuk.toFixed(2)} (${ms(paint)} ms)`,
      met: ofGovuk <= 0.8,
    },
  ];
}

/** The console's targets; a kind of search that misses one is named. */
function consoleVerdicts({ filled, searches, pages }: ConsoleReport): BenchVerdict[] {
  const [slowest] = searches.toSorted((a, b) => b.p95 - a.p95);
  const slow = searches.filter(({ p95 }) => p95 >= SEARCH_MS);
  const scanning = [...new Set(searches.flatMap(({ kind, seqScans }) => seqScans.map((of) => `${kind}: ${of}`)))];
  const errors = [...searches, ...pages].reduce((sum, one) => sum + total(one.errors), 0);
  const worst = slowest ? `slowest: ${slowest.kind} (${slowest.scope}), ${ms(slowest.p95)} ms` : "nothing measured";
  return [
    {
      target: `console, ${whole(filled.sizes.journeys)} journeys: 95 of 100 searches of every kind below ${SEARCH_MS} ms`,
      found: slow.length > 1 ? `${slow.length} of ${searches.length} not; ${worst}` : worst,
      met: slowest !== undefined && slow.length === 0,
    },
    {
      target: "console: no search reads a large table from end to end",
      found: scanning.join("; ") || "0",
      met: scanning.length === 0,
    },
    { target: "console: no error", found: String(errors), met: errors === 0 },
  ];
}
