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
const kB = (bytes: number) => `${(bytes / KB).toFixed(1)} kB`;

/** The targets of what was measured, each with what was found and whether it is met. */
export const verdictsOf = ({ weights, scores, drivers, linkPages, console: found, feed }: Report): BenchVerdict[] => [
  ...(weights ? weightVerdicts(weights) : []),
  ...drivers.map(({ name, rates }) => ({
    target: `identify page at least 0.8 of the bare page's requests a second, ${name}`,
    found: rates.identify.ofBare.toFixed(2),
    met: rates.identify.ofBare >= 0.8,
  })),
  ...drivers.map(({ name, errors, journeys, api, oddAuthorisations }) => {
    const later = [...journeys, ...api].reduce((sum, one) => sum + total(one.errors), 0);
    const found = total(errors) + later + oddAuthorisations;
    return { target: `no error at any load, ${name}`, found: String(found), met: found === 0 };
  }),
  ...(scores ? [scoreVerdict(scores)] : []),
  ...(found ? consoleVerdicts(found) : []),
  ...linkVerdicts(linkPages),
  ...feedVerdicts(feed),
];

function weightVerdicts({ bare, ...pages }: Record<string, Weight>): BenchVerdict[] {
  const all = Object.values(pages);
  const extra = Math.max(...all.map(({ script }) => script)) - (bare?.script ?? 0);
  const document = Math.max(...all.map(({ html, css }) => html + css));
  const fonts = all.reduce((sum, one) => sum + one.fonts, 0);
  const strangers = all.reduce((sum, one) => sum + one.thirdParty, 0);
  return [
    { target: "at most 8 kB of script above the bare page", found: kB(extra), met: extra <= 8 * KB },
    { target: "at most 15 kB of HTML and CSS", found: kB(document), met: document <= 15 * KB },
    {
      target: "no font, no third-party request",
      found: `${fonts} and ${strangers}`,
      met: fonts + strangers === 0,
    },
  ];
}

function scoreVerdict(scores: Record<string, Scores>): BenchVerdict {
  const lowest = (category: "performance" | "accessibility" | "best-practices") =>
    Math.min(...Object.values(scores).map((one) => one[category]));
  const speed = lowest("performance");
  const care = [lowest("accessibility"), lowest("best-practices")] as const;
  return {
    target: "Lighthouse: accessibility and best practices 100, performance at least 98",
    found: `${care.join(", ")}, ${speed}`,
    met: care.every((one) => one === 100) && speed >= 98,
  };
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
