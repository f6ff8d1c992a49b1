import type { FeedRate } from "./feed.ts";
import { total } from "./statistics.ts";
import { ms, problems, table, whole } from "./tables.ts";
import type { BenchVerdict } from "./verdict.ts";

const mb = (megabytes: number | null | undefined) => (megabytes == null ? "–" : Math.round(megabytes).toString());

/** The feed's numbers as Markdown. */
export const feedParts = (rates: readonly FeedRate[]) => [
  "**Bank transactions**: from the API to the sandbox's Sage, which takes ten requests a second and a second for each statement; pushes of 1,000 lines, and then ten lines every two seconds",
  table(
    [
      "store",
      "processes",
      "lines",
      "accepted, lines a second",
      "delivered",
      "of Sage's limit",
      "while pushed to",
      "most in a second",
      "429",
      "requests a statement",
    ],
    rates.map((rate) => [
      rate.store,
      String(rate.replicas),
      whole(rate.lines),
      whole(Math.round(rate.accepted)),
      whole(Math.round(rate.delivered)),
      `${(rate.ofLimit * 100).toFixed(1)} %`,
      `${(rate.meanwhile * 100).toFixed(1)} %`,
      String(rate.mostInASecond),
      String(rate.turnedAway),
      rate.perStatement.toFixed(2),
    ]),
  ),
  table(
    [
      "store",
      "processes",
      "push to Sage, p50, ms",
      "p95, ms",
      "memory before, MB",
      "a tenth accepted",
      "all accepted",
      "all delivered",
      "errors",
    ],
    rates.map(({ store, replicas, p50, p95, memory: [before, warm, accepted, after], errors }) => [
      store,
      String(replicas),
      ms(p50),
      ms(p95),
      mb(before),
      mb(warm),
      mb(accepted),
      mb(after),
      problems(errors),
    ]),
  ),
];

/** The feed's targets. */
export const feedVerdicts = (rates: readonly FeedRate[]): BenchVerdict[] =>
  rates.flatMap((rate) => {
    const on = `${rate.store}, ${rate.replicas} ${rate.replicas === 1 ? "process" : "processes"}`;
    const over = rate.turnedAway + Math.max(0, rate.mostInASecond - 10);
    return [
      {
        target: `feed: at least 95 % of Sage's limit, ${on}`,
        found: `${(rate.ofLimit * 100).toFixed(1)} %`,
        met: rate.ofLimit >= 0.95,
      },
      { target: `feed: no request over it, ${on}`, found: String(over), met: over === 0 },
      {
        target: `feed: at most 2.1 requests a statement, ${on}`,
        found: rate.perStatement.toFixed(2),
        met: rate.perStatement <= 2.1,
      },
      {
        target: `feed: memory after all at most a quarter above that after a tenth, ${on}`,
        found: `${mb(rate.memory[1])} → ${mb(rate.memory[3])} MB`,
        met: (rate.memory[3] ?? Number.NaN) <= (rate.memory[1] ?? Number.NaN) * 1.25,
      },
      { target: `feed: no error, ${on}`, found: String(total(rate.errors)), met: total(rate.errors) === 0 },
    ];
  });
