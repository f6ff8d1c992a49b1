import type { Region } from "../institution/institution.ts";

/** How Sage answers in one region, as all replicas know it. */
export type Reach = {
  /** Requests in a row that had no answer of Sage's. */
  unanswered: number;
  /** Since when only a probe asks; null while Sage answers. */
  awaySince: Date | null;
  /** When the next probe may ask. */
  probeAt: Date | null;
  /** Since when Sage answers after its last outage; a short absence may be due to the one who asked. */
  backAt: Date | null;
};

export type ReachEvent =
  | { type: "answered" }
  /** `retryAfter` are the seconds that Sage asked us to wait, where it did. */
  | { type: "unanswered"; retryAfter: number | null }
  /** Somebody is about to ask, to see whether Sage is back. */
  | { type: "probed" };

export const REACHED: Reach = { unanswered: 0, awaySince: null, probeAt: null, backAt: null };

/** One or two may be an accident of theirs. */
const AWAY_AFTER = 3;
/** Shorter, it may be the trouble of one account, until another one asks. */
const OUTAGE_MS = 5 * 60_000;
/** A probe every five seconds finds Sage well within half a minute of its return. */
export const PROBE_SECONDS = 5;

/** The state of a region after one more answer of Sage's, or the lack of one. */
export function reachAfter(reach: Reach, event: ReachEvent, now: Date): Reach {
  const inSeconds = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  if (event.type === "answered") {
    const wasOutage = reach.awaySince !== null && now.getTime() - reach.awaySince.getTime() >= OUTAGE_MS;
    return { ...REACHED, backAt: wasOutage ? now : reach.backAt };
  }
  if (event.type === "probed") return reach.awaySince ? { ...reach, probeAt: inSeconds(PROBE_SECONDS) } : reach;
  const unanswered = reach.unanswered + 1;
  const { retryAfter } = event;
  if (!reach.awaySince && unanswered < AWAY_AFTER && retryAfter === null) return { ...reach, unanswered };
  const asked = retryAfter === null ? null : inSeconds(retryAfter);
  const probeAt = reach.probeAt ?? asked ?? inSeconds(PROBE_SECONDS);
  return {
    ...reach,
    unanswered,
    awaySince: reach.awaySince ?? now,
    probeAt: asked && asked > probeAt ? asked : probeAt,
  };
}

/** Says if a background request may ask now, or may ask only as a probe. */
export function mayAsk({ awaySince, probeAt }: Reach, now: Date): "yes" | "probe" | "no" {
  if (!awaySince) return "yes";
  return !probeAt || probeAt <= now ? "probe" : "no";
}

/** Sage answers, as far as is known: nothing has to be asked of the store. */
export const isWell = ({ unanswered, awaySince }: Reach) => unanswered === 0 && awaySince === null;

/** True where Sage was away before and is not any more: who waited for it goes on. */
export const isBack = (before: Reach, after: Reach) => isAway(before) && !isAway(after);

/** True while Sage is away. An account without an answer then waits for Sage's return and has no time of its own. */
export const isAway = ({ awaySince }: Pick<Reach, "awaySince">) => awaySince !== null;

/** True of an account without an answer that is due: at its time, or without one while Sage answers. */
export const isResumeDue = (
  { awaitsSage, resumeAt }: { awaitsSage: Region | null; resumeAt: Date | null },
  reach: Pick<Reach, "awaySince">,
  now: Date,
) => (resumeAt === null ? awaitsSage !== null && !isAway(reach) : resumeAt <= now);
