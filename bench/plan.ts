import type { ApiPlan } from "./api.ts";
import type { ConsolePlan } from "./console.ts";
import type { FeedPlan } from "./feed.ts";
import type { RatePlan } from "./rates.ts";

export interface Plan {
  rates: RatePlan;
  companies: number;
  journeyLevels: readonly number[];
  journeySeconds: number;
  api: ApiPlan;
  console: ConsolePlan;
  feed: FeedPlan;
  restarts: number;
  lighthouseRuns: number;
}

/** About twelve minutes. */
export const FULL: Plan = {
  rates: { rounds: 3, seconds: 4, concurrency: 16, rights: 150 },
  companies: 1000,
  journeyLevels: [1, 4, 16, 64],
  journeySeconds: 8,
  api: { concurrency: 16, seconds: 8 },
  console: { journeys: 1_000_000, samples: 60, answers: 40 },
  feed: { lines: 1_000_000, accounts: 40, small: 30 },
  restarts: 3,
  lighthouseRuns: 3,
};

/** About five minutes, for a first look. */
export const QUICK: Plan = {
  rates: { rounds: 2, seconds: 2, concurrency: 16, rights: 50 },
  companies: 300,
  journeyLevels: [1, 16],
  journeySeconds: 4,
  api: { concurrency: 16, seconds: 4 },
  console: { journeys: 50_000, samples: 60, answers: 10 },
  feed: { lines: 60_000, accounts: 24, small: 8 },
  restarts: 1,
  lighthouseRuns: 1,
};
