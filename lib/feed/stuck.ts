import type { Reach } from "./reach.ts";
import type { Reason } from "./reason.ts";
import { BACK_IN_SAGE_MS, type Reauthorisation } from "./reauthorisation.ts";

/** Sage takes and finishes a statement within seconds by far; after so many minutes somebody has to look. */
const STUCK_AFTER_MS = 5 * 60_000;

/** A statement that was opened after this moment is not stuck yet, unless Sage's words say so. */
export const stuckBefore = (now: Date) => new Date(now.getTime() - STUCK_AFTER_MS);

/** True of each statement that is stuck, and of some that are not: these alone have to be looked at. */
export const mayBeStuck = ({ createdAt, finishedAt, reason }: Opened, now: Date) =>
  finishedAt === null && (createdAt <= stuckBefore(now) || reason !== null);

export const STUCK_REASONS = [
  /** Sage has it and does not finish it. */
  "unfinished",
  /** Sage does not take it: it refuses, does not answer, or forgets it repeatedly, while it answers others. */
  "untaken",
  /** Sage's words leave open whether it has it. */
  "unclear",
] as const;
export type StuckReason = (typeof STUCK_REASONS)[number];

type Opened = Pick<StatementFacts, "createdAt" | "finishedAt" | "reason">;

/** The facts by which a statement counts as stuck. */
export type StatementFacts = {
  createdAt: Date;
  postedAt: Date | null;
  finishedAt: Date | null;
  /** Why it stands still, or did not come to Sage. */
  reason: Reason | null;
  /** How often it was tried. */
  attempts: number;
  /** A try may have been taken. */
  uncertain: boolean;
  /** Its account's user has to authorise again; the time is when that began or ended. */
  reauthorisation: Reauthorisation | null;
  reauthorisationAt: Date | null;
} & Pick<Reach, "awaySince" | "backAt">;

/**
 * Why a statement does not come to its end by itself; null while it may. An outage of Sage and the user's time do not
 * count: both are reported elsewhere.
 */
export function whyStuck(statement: StatementFacts, now: Date): StuckReason | null {
  const { createdAt, postedAt, finishedAt, reason, uncertain, reauthorisationAt, awaySince, backAt } = statement;
  if (finishedAt || awaitsUser(statement, now)) return null;
  if (!postedAt && reason !== null) return uncertain ? "unclear" : "untaken";
  const since = Math.max(...[createdAt, backAt, reauthorisationAt].map((at) => at?.getTime() ?? 0));
  const until = (awaySince ?? now).getTime();
  if (until - since < STUCK_AFTER_MS) return null;
  // Very many wait after an outage in our own queue; Sage was asked to take none of them yet.
  if (statement.attempts === 0 && backAt && createdAt < backAt) return null;
  return postedAt ? "unfinished" : "untaken";
}

function awaitsUser({ reauthorisation, reauthorisationAt }: StatementFacts, now: Date) {
  if (reauthorisation !== "given") return reauthorisation === "required";
  return now.getTime() - (reauthorisationAt?.getTime() ?? 0) < BACK_IN_SAGE_MS;
}
