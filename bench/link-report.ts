import type { LinkPagesReport } from "./link-pages.ts";
import { ms, problems, table, whole } from "./tables.ts";
import type { BenchVerdict } from "./verdict.ts";

const MOST_MS = 500;

/** The cost of open link pages as Markdown. */
export const linkParts = (reports: readonly LinkPagesReport[]) => [
  "**Open link pages**, one app process; the institution API with 4 callers, without open pages and with them",
  table(
    [
      "store",
      "open pages",
      "looks a second",
      "a look p50, p95, ms",
      "API alone, p50, p95, ms",
      "beside them, p50, p95, ms",
      "errors",
    ],
    reports.map(({ store, pages, looks, alone, beside, errors }) => [
      store,
      whole(pages),
      looks.perSecond.toFixed(0),
      `${ms(looks.p50)}, ${ms(looks.p95)}`,
      `${ms(alone.p50)}, ${ms(alone.p95)}`,
      `${ms(beside.p50)}, ${ms(beside.p95)}`,
      problems(errors),
    ]),
  ),
];

export const linkVerdicts = (reports: readonly LinkPagesReport[]): BenchVerdict[] =>
  reports.map(({ store, pages, beside }) => ({
    target: `with ${whole(pages)} open link pages 95 of 100 API calls below ${MOST_MS} ms, ${store}`,
    found: `${ms(beside.p95)} ms`,
    met: beside.p95 < MOST_MS,
  }));
