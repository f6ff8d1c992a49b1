import { isOpen, type Journey, type JourneyState } from "../journey/journey.ts";
import type { Scope } from "./ports.ts";

/** How far a journey can come, in order; each step includes those behind it. */
export const FUNNEL_STEPS = ["arrived", "identified", "chosen", "confirmed", "linked", "connected"] as const;
export type FunnelStep = (typeof FUNNEL_STEPS)[number];

/** The events of a timeline that may stop a person. */
export type Trouble = { error: string; journeys: number; finished: number };

/** Journeys that are alike in all that the overview counts by. */
export type Tally = {
  /** The day in UTC that it was announced on; the hour, where no more than two days are asked for. */
  time: string;
  region: string | null;
  /** Where in Sage the user came from: the host of the return URL. Sage does not say which product it is. */
  host: string | null;
  locale: string | null;
  /** How many steps it came: 0 for one that Sage announced and no user opened, up to 6. */
  reached: number;
  /** The state with the clock applied: a journey past its time is `expired`, even before the store records it. */
  state: JourneyState;
  /** A day after its time. A journey linked and not connected by then is not finished in Sage any more. */
  isOver: boolean;
  journeys: number;
};

export type StepTime = { step: FunnelStep; journeys: number; median: number | null; p95: number | null };

export type SageHour = { at: Date; region: string; answered: number; failed: number };

/** From `from` on and before `to`. */
export type Range = { from: Date; to: Date };

export interface OverviewStore {
  /** Journeys that Sage announced within a range, counted. */
  tallies(scope: Scope, range: Range, now: Date): Promise<Tally[]>;
  /** Seconds from the step before to each step. */
  stepTimes(scope: Scope, range: Range): Promise<StepTime[]>;
  /** Errors that people met, the most frequent first, and how many finished nevertheless. */
  troubles(scope: Scope, range: Range): Promise<Trouble[]>;
  /** Visits rejected before they had a journey, by reason. A visit that named no bank counts for no institution. */
  refusals(scope: Scope, range: Range): Promise<{ reason: string; visits: number }[]>;
  /** How Sage answered this application, hour by hour. */
  sageHours(range: Range): Promise<SageHour[]>;
}

/** A journey as far as it tells how far it came. */
export type Walked = Pick<Journey, "kind" | "state"> & {
  openedAt: Date | null;
  identifiedAt: Date | null;
  chosenAt: Date | null;
  confirmedAt: Date | null;
  connectedAt: Date | null;
};

/** How many steps a journey came. To renew is to be connected, and nothing is chosen then. */
export function reachedBy({ kind, state, openedAt, identifiedAt, chosenAt, confirmedAt, connectedAt }: Walked) {
  if (state === "linked") return kind === "reauth" || connectedAt ? 6 : 5;
  if (confirmedAt) return 4;
  if (chosenAt) return 3;
  if (identifiedAt) return kind === "reauth" ? 3 : 2;
  return openedAt ? 1 : 0;
}

/** The state of a journey with the clock counted in. */
export const stateAt = ({ state, expiresAt }: Pick<Journey, "state" | "expiresAt">, now: Date): JourneyState =>
  isOpen(state) && expiresAt <= now ? "expired" : state;

/** Entries of a timeline at which a person stumbled. */
export const TROUBLES = [
  "passcode-refused",
  "passcode-expired",
  "passcode-blocked",
  "link-failed",
  "sage-not-told",
] as const;

/** The obstacle that a person met, by an entry of the timeline. */
export function troubleOf({ type, detail }: { type: (typeof TROUBLES)[number]; detail: Record<string, unknown> }) {
  if (type === "passcode-refused") return `passcode-${detail.reason ?? "refused"}`;
  if (type === "link-failed") return `${detail.failure ?? "sage-unreachable"}`;
  return type;
}

/** True of a request that Sage got; one that waited in vain for its permit does not count. */
export const wasSent = (outcome: string) => outcome !== "queue";

/** True of an answer by which Sage is there; a refusal is one. */
export const wasAnswered = (outcome: string) =>
  /^[1-4][0-9][0-9]$/.test(outcome) && outcome !== "408" && outcome !== "429";

/** How many journeys reached each step, how many are under way there, and how many ended there. */
export function funnelOf(tallies: readonly Tally[]) {
  return FUNNEL_STEPS.map((step, index) => {
    const reached = sum(tallies.filter((one) => one.reached > index));
    const here = tallies.filter((one) => one.reached === index + 1);
    const stopped = sum(here.filter(({ state, isOver }) => hasStopped(state) || (state === "linked" && isOver)));
    // A connected journey has come through: none ends there.
    return step === "connected"
      ? { step, reached, stopped: 0, underway: 0 }
      : { step, reached, stopped, underway: sum(here) - stopped };
  });
}

/** The outcome of all who arrived: each is in one of the three. */
export function totalsOf(funnel: ReturnType<typeof funnelOf>) {
  const before = funnel.slice(0, FUNNEL_STEPS.indexOf("linked"));
  const total = (of: "stopped" | "underway") => before.reduce((all, step) => all + step[of], 0);
  return { linked: funnel[before.length]?.reached ?? 0, underway: total("underway"), stopped: total("stopped") };
}

/** Ended without being linked. After a failure the user may try again until the journey expires. */
const hasStopped = (state: JourneyState) => state === "expired" || state === "cancelled";

/** The funnel's counts for each value of a property, the most frequent first. */
export function splitBy(tallies: readonly Tally[], property: "region" | "host" | "locale" | "time") {
  const groups = Map.groupBy(tallies, (one) => one[property]);
  return [...groups]
    .map(([value, own]) => ({ value, counts: FUNNEL_STEPS.map((_, at) => sum(own.filter((one) => one.reached > at))) }))
    .sort((a, b) => (b.counts[0] ?? 0) - (a.counts[0] ?? 0));
}

const sum = (tallies: readonly Tally[]) => tallies.reduce((total, { journeys }) => total + journeys, 0);

/** The share of our requests that Sage answered, for each region. */
export function availabilityOf(hours: readonly SageHour[]) {
  return [...Map.groupBy(hours, ({ region }) => region)]
    .map(([region, own]) => {
      const answered = own.reduce((total, hour) => total + hour.answered, 0);
      const failed = own.reduce((total, hour) => total + hour.failed, 0);
      return { region, answered, failed, share: answered / (answered + failed) };
    })
    .sort((a, b) => a.region.localeCompare(b.region));
}
