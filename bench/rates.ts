import type { BareApp } from "./bare-app.ts";
import type { Field } from "./field.ts";
import { inChild, type JobResult, type RequestJob } from "./jobs.ts";
import { costOf } from "./processes.ts";
import { count, median, percentile, type Tally } from "./statistics.ts";

export const SUBJECTS = ["bare", "identify", "wrong", "right"] as const;
export type Subject = (typeof SUBJECTS)[number];

export interface Rate {
  perSecond: number;
  p99: number;
  /** Processor time of the server for one request, in milliseconds. */
  cost: number | null;
  /** Requests a second beside those of the bare page, within each round. */
  ofBare: number;
}

export interface RatePlan {
  /** Rounds before those that count. */
  warmUps: number;
  rounds: number;
  seconds: number;
  concurrency: number;
  /** Journeys whose first pages are asked for one after another. */
  journeys: number;
  /** Right passcodes in each round: each needs a journey that has come as far. */
  rights: number;
}

type Round = Record<Subject, JobResult & { cost: number | null }>;

/** The subjects one after another, in rounds, so that whatever else the machine does falls on all of them. */
export async function measureRates(field: Field, bare: BareApp, plan: RatePlan) {
  const errors: Tally = {};
  const jobOf = await prepare(field, bare, plan);
  const rounds: Round[] = [];
  for (let round = -plan.warmUps; round < plan.rounds; round++) {
    const results = {} as Round;
    for (const subject of SUBJECTS) {
      const { pid, job } = await jobOf(subject, round);
      const [result, cost] = await costOf(pid, () => inChild(job));
      results[subject] = { ...result, cost };
      for (const [what, times] of Object.entries(result.errors)) count(errors, `${subject}: ${what}`, times);
    }
    if (round >= 0) rounds.push(results);
  }
  const rates = Object.fromEntries(SUBJECTS.map((subject) => [subject, rateOf(rounds, subject)]));
  return { rates: rates as Record<Subject, Rate>, errors };
}

const perSecond = ({ done, seconds }: JobResult) => done / seconds;

function rateOf(rounds: readonly Round[], subject: Subject): Rate {
  const results = rounds.map((round) => round[subject]);
  const costs = results.flatMap(({ cost, done }) => (cost === null ? [] : [cost / done]));
  return {
    perSecond: median(results.map(perSecond)),
    p99: median(results.map(({ milliseconds }) => percentile(milliseconds, 0.99))),
    cost: costs.length > 0 ? median(costs) : null,
    ofBare: median(rounds.map((round) => perSecond(round[subject]) / perSecond(round.bare))),
  };
}

/** For each subject, the job of a round and the process that it costs. */
async function prepare(field: Field, bare: BareApp, { concurrency, seconds, journeys, rights }: RatePlan) {
  // Many journeys: the same address each time would flatter every cache.
  const opened = await field.openJourneys(journeys);
  await field.issuePasscodes();
  const pages = opened.map(({ url, headers }) => ({ url, headers }));
  const common = { kind: "requests", concurrency } as const;
  return async (subject: Subject, round: number): Promise<{ pid: number | undefined; job: RequestJob }> => {
    const isWarmUp = round < 0;
    const time = isWarmUp ? Math.min(2, seconds) : seconds;
    const base = { ...common, seconds: time, again: true };
    const pid = field.pid();
    switch (subject) {
      case "bare":
        return { pid: bare.pid, job: { ...base, asks: [{ url: bare.url }], expect: { status: 200, body: "Hello" } } };
      case "identify":
        return { pid, job: { ...base, asks: pages, expect: { status: 200 } } };
      case "wrong": {
        const expect = { status: 200, body: "do not work together" };
        return { pid, job: { ...base, again: false, asks: field.wrongTries(opened, round), expect } };
      }
      case "right": {
        const asks = await field.rightTries(isWarmUp ? concurrency : rights);
        return {
          pid,
          // Ends when all are used; the time is only there so that it ends at all.
          job: { ...base, seconds: 60, again: false, asks, expect: { status: 303, location: "/account" } },
        };
      }
    }
  };
}
