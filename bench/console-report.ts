import type { ConsoleReport } from "./console.ts";
import { SCOPES } from "./console-fill.ts";
import { isMissed, type SearchRate } from "./search.ts";
import { total } from "./statistics.ts";
import { kB, ms, problems, table, whole } from "./tables.ts";

/** The console's numbers as Markdown. */
export function consoleParts({ filled, searches, pages, unmeasured }: ConsoleReport): string[] {
  const { sizes, events, tokens, bytes } = filled;
  const kinds = [...new Set(searches.map(({ kind }) => kind))];
  const of = (kind: string) => searches.filter((rate) => rate.kind === kind);
  const most = Math.max(...searches.map((rate) => rate.samples));
  return [
    `**Console, search**: ${whole(sizes.journeys)} journeys of three years, ${whole(sizes.companies)} companies, ${whole(sizes.accounts)} source accounts, ${whole(events)} events, ${whole(tokens)} tokens; ${(bytes / 1e9).toFixed(1)} GB. p50 / p95 / longest in ms of ${most} questions each, or as many as there are, in the eyes of all institutions and of single ones with such a share of the companies`,
    table(
      ["kind", ...SCOPES, ""],
      kinds.map((kind) => [
        kind,
        ...SCOPES.map((scope) => timesOf(of(kind).find((rate) => rate.scope === scope))),
        of(kind).some(isMissed) ? "**missed**" : "met",
      ]),
    ),
    "**Console, search**: what the plans of all these queries read",
    table(
      ["kind", "indexes", "large tables from end to end", "errors"],
      kinds.map((kind) => [
        kind,
        namesOf(of(kind).map(({ indexes }) => indexes)) || "–",
        namesOf(of(kind).map(({ seqScans }) => seqScans)) || "–",
        of(kind)
          .filter(({ errors }) => total(errors) > 0)
          .map(({ scope, errors }) => `${scope}: ${problems(errors)}`)
          .join("; ") || "0",
      ]),
    ),
    "**Console, pages**: one request after the other, signed in; kB after gzip with an empty cache",
    table(
      ["page", "answers", "p50, ms", "p95, ms", "script", "HTML", "CSS", "HTML + CSS", "errors"],
      pages.map(({ page, answers, p50, p95, weight, errors }) => [
        page,
        String(answers),
        ms(p50),
        ms(p95),
        ...(weight ? [weight.script, weight.html, weight.css, weight.html + weight.css].map(kB) : ["–", "–", "–", "–"]),
        problems(errors),
      ]),
    ),
    ...(unmeasured.length > 0 ? [`Not measured: ${unmeasured.join(", ")}.`] : []),
  ];
}

const timesOf = (rate: SearchRate | undefined) =>
  rate ? [rate.p50, rate.p95, rate.max].map((one) => one.toFixed(one < 10 ? 1 : 0)).join(" / ") : "–";
const namesOf = (lists: readonly string[][]) => [...new Set(lists.flat())].sort().join(", ");
