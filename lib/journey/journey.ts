import type { SageAnswer } from "../connection/sage-answer.ts";
import type { Locale, Region } from "../institution/institution.ts";

export const JOURNEY_STATES = [
  "notified",
  "opened",
  "identified",
  "chosen",
  "linking",
  "linked",
  "failed",
  "cancelled",
  "expired",
] as const;
export type JourneyState = (typeof JOURNEY_STATES)[number];

/** Onboarding links an account; re-authorisation renews the consent for one that is linked already. */
export type JourneyKind = "onboard" | "reauth";

/** Where Sage wants the user back; bound on arrival and never read from a page again. */
export type ReturnAddress = { redirectUri: string; state: string };

/** The exact words agreed to, kept with their version. */
export type Consent = { version: string; locale: Locale; text: string };

/** Why linking did not work: Sage could not be reached, or Sage said no for good. */
export type LinkFailure = "sage-unreachable" | "sage-refused" | "sage-expired";

/** One person's walk through our pages for one of Sage's authorisations. Changed by `step` alone. */
export type Journey = {
  id: string;
  authorisationId: string;
  supportCode: string;
  state: JourneyState;
  kind: JourneyKind;
  institutionId: string | null;
  bankId: string | null;
  region: Region | null;
  returnAddress: ReturnAddress | null;
  locale: Locale | null;
  connectionId: string | null;
  /** Ids of our own source account rows; fixed from the start in a re-authorisation. */
  accountIds: readonly string[];
  consent: Consent | null;
  /**
   * When the current attempt to reach Sage was claimed. After LINKING_LEASE_SECONDS an attempt that died may be claimed
   * again.
   */
  linkingSince: Date | null;
  /** True once an attempt ended without an answer, so Sage may have taken it. "Already used" then means delivered. */
  ambiguous: boolean;
  failure: LinkFailure | null;
  /** Sage's answer to the last attempt that did not link; null once one has, or where Sage was not asked. */
  sageAnswer: SageAnswer | null;
  announcedAt: Date;
  expiresAt: Date;
  /** Counts changes; the store writes a journey only over the version it was read at. */
  version: number;
};

/** A journey that a page can be shown for: arrived, so that institution, region and return URL are known. */
export type OpenedJourney = Journey & {
  institutionId: string;
  bankId: string;
  region: Region;
  returnAddress: ReturnAddress;
};

/** About 20 minutes and one use: Sage's rule for an authorisation (sandbox and production). */
export const AUTHORISATION_MINUTES = 20;
/** Longer than the whole time budget of one call to Sage, so that two attempts never overlap. */
export const LINKING_LEASE_SECONDS = 30;

/** States in which the person can still act: the journey has not ended, and Sage does not hold it. */
export const OPEN_STATES: readonly JourneyState[] = ["notified", "opened", "identified", "chosen", "failed"];
export const isOpen = (state: JourneyState) => OPEN_STATES.includes(state);

/** Neither ended nor linked: its user, or Sage, works on it. */
export const isUnderway = (state: JourneyState) => isOpen(state) || state === "linking";

/** Ended, for good or until its user tries again, and nothing was linked. */
export const hasEndedInVain = (state: JourneyState) =>
  state === "failed" || state === "cancelled" || state === "expired";

/** A user who had identified did not finish: Sage refused or was away, they gave up, or time ran out. True once. */
export const hasFailed = (before: Pick<Journey, "state">, after: Pick<Journey, "state">) =>
  before.state !== after.state && hasEndedInVain(after.state) && before.state !== "failed";

/** A user who identified under another connection before does so again in every window. */
export const hasChangedConnection = (before: Pick<Journey, "connectionId">, after: Pick<Journey, "connectionId">) =>
  before.connectionId !== null && before.connectionId !== after.connectionId;

/** The journey has expired. A journey in Sage's hands expires only once its claimant can no longer be alive. */
export const hasExpired = (journey: Journey, now: Date) =>
  journey.expiresAt <= now && (isOpen(journey.state) || (journey.state === "linking" && leaseLapsed(journey, now)));

export function isOpened(journey: Journey): journey is OpenedJourney {
  return journey.institutionId !== null && journey.returnAddress !== null && journey.region !== null;
}

/** True when an attempt to reach Sage was claimed and its claimant can no longer be alive. */
export function leaseLapsed(journey: Journey, now: Date) {
  return journey.linkingSince !== null && now.getTime() - journey.linkingSince.getTime() > LINKING_LEASE_SECONDS * 1000;
}
