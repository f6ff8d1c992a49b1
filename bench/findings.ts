import type { ConsoleReport } from "./console.ts";
import type { DriverReport } from "./driver.ts";
import type { DurabilityReport } from "./durability.ts";
import type { FeedRate } from "./feed.ts";
import type { Scores } from "./lighthouse-scores.ts";
import type { LinkPagesReport } from "./link-pages.ts";
import type { machine } from "./machine.ts";
import type { PlanName } from "./plan.ts";
import type { Weight } from "./weights.ts";

/** How a part ended; `why` is the reason for one that was not done. */
export interface Ended {
  part: string;
  outcome: "done" | "failed" | "left out";
  why?: string;
  seconds: number;
}

/** All that was found so far. */
export interface Report {
  machine: Awaited<ReturnType<typeof machine>>;
  plan: PlanName;
  /** How each part ended; its findings are missing until then. */
  parts: Ended[];
  weights: Record<string, Weight> | null;
  scores: Record<string, Scores> | null;
  /** After all the load that it was asked for beside ours. */
  bareMemory: number | null;
  drivers: DriverReport[];
  apis: Pick<DriverReport, "name" | "api">[];
  durability: DurabilityReport | null;
  linkPages: LinkPagesReport[];
  /** On PostgreSQL only: no institution keeps so much on PGlite. */
  console: ConsoleReport | null;
  feed: FeedRate[];
}

export const emptyReport = (machine: Report["machine"], plan: PlanName): Report => ({
  machine,
  plan,
  parts: [],
  weights: null,
  scores: null,
  bareMemory: null,
  drivers: [],
  apis: [],
  durability: null,
  linkPages: [],
  console: null,
  feed: [],
});
