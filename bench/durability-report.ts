import type { DurabilityReport } from "./durability.ts";
import { ms, problems, table } from "./tables.ts";

/** The cost of durability as Markdown. */
export const durabilityParts = ({ syncMs, rates }: DurabilityReport) => [
  `**Durability on PGlite**: calls of the institution API that store something, one app process; one sync of this disk takes ${syncMs.toFixed(1)} ms`,
  table(
    ["callers at a time", "answers wait for the disk", "answered writes a second", "p50, ms", "p99, ms", "errors"],
    rates
      .toSorted((a, b) => a.concurrency - b.concurrency || Number(a.synced) - Number(b.synced))
      .map(({ concurrency, synced, perSecond, p50, p99, errors }) => [
        String(concurrency),
        synced ? "yes" : "no",
        perSecond.toFixed(0),
        ms(p50),
        ms(p99),
        problems(errors),
      ]),
  ),
];
