import type { ApiPlan } from "./api.ts";
import type { ConsolePlan } from "./console.ts";
import type { DurabilityPlan } from "./durability.ts";
import type { FeedPlan } from "./feed.ts";
import type { LinkPagesPlan } from "./link-pages.ts";
import type { RatePlan } from "./rates.ts";

export interface Plan {
  rates: RatePlan;
  companies: number;
  journeyLevels: readonly number[];
  journeySeconds: number;
  api: ApiPlan;
  console: ConsolePlan;
  feed: FeedPlan;
  durability: DurabilityPlan;
  linkPages: LinkPagesPlan;
  restarts: number;
  lighthouseRuns: number;
  lighthousePages: number;
  /** How long any part may take. */
  partSeconds: number;
  /**
   * True where parts share a stack with others of their driver, and run beside those of another one. Figures suffer by
   * it.
   */
  isShared: boolean;
  /** True when it is for the figures, false when only to see that every part works. */
  isJudged: boolean;
}

/** Three quarters of an hour, most of it the feed's million lines on three stores. */
const FULL: Plan = {
  rates: { warmUps: 1, rounds: 3, seconds: 4, concurrency: 16, journeys: 100, rights: 150 },
  companies: 1000,
  journeyLevels: [1, 4, 16, 64],
  journeySeconds: 8,
  api: { concurrency: 16, warmUpSeconds: 2, seconds: 8 },
  console: { journeys: 1_000_000, warmUps: 4, samples: 60, answers: 40, weighed: 100 },
  feed: { lines: 1_000_000, accounts: 40, small: 30 },
  durability: { synced: [false, true], levels: [1, 4, 16, 64], warmUpSeconds: 2, seconds: 8 },
  linkPages: { pages: 5_000, warmUpSeconds: 4, seconds: 20 },
  restarts: 3,
  lighthouseRuns: 7,
  lighthousePages: 7,
  partSeconds: 1800,
  isShared: false,
  isJudged: true,
};

/** About five minutes, for a first look. */
const QUICK: Plan = {
  rates: { warmUps: 1, rounds: 2, seconds: 2, concurrency: 16, journeys: 100, rights: 50 },
  companies: 300,
  journeyLevels: [1, 16],
  journeySeconds: 4,
  api: { concurrency: 16, warmUpSeconds: 2, seconds: 4 },
  console: { journeys: 50_000, warmUps: 4, samples: 60, answers: 10, weighed: 100 },
  feed: { lines: 60_000, accounts: 24, small: 8 },
  durability: { synced: [false, true], levels: [1, 16], warmUpSeconds: 2, seconds: 4 },
  linkPages: { pages: 500, warmUpSeconds: 4, seconds: 8 },
  restarts: 1,
  lighthouseRuns: 1,
  lighthousePages: 7,
  partSeconds: 600,
  isShared: false,
  isJudged: true,
};

/** Less than two minutes where nothing else runs, to see that every part still works. */
const SMALLEST: Plan = {
  rates: { warmUps: 0, rounds: 1, seconds: 0.5, concurrency: 2, journeys: 2, rights: 2 },
  companies: 4,
  journeyLevels: [2],
  journeySeconds: 0.5,
  api: { concurrency: 2, warmUpSeconds: 0, seconds: 0.5 },
  console: { journeys: 2_000, warmUps: 0, samples: 1, answers: 1, weighed: 1 },
  feed: { lines: 2_000, accounts: 2, small: 1 },
  durability: { synced: [false], levels: [2], warmUpSeconds: 0, seconds: 0.5 },
  linkPages: { pages: 12, warmUpSeconds: 0, seconds: 1 },
  restarts: 1,
  lighthouseRuns: 1,
  lighthousePages: 1,
  partSeconds: 600,
  isShared: true,
  isJudged: false,
};

export const PLANS = { full: FULL, quick: QUICK, smallest: SMALLEST };
export type PlanName = keyof typeof PLANS;
