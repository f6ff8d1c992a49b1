import type { SageAnswer } from "../connection/sage-answer.ts";
import type { Locale, Region } from "../institution/institution.ts";
import { ok, type Result, refuse } from "../result.ts";
import {
  type Consent,
  hasExpired,
  isOpen,
  type Journey,
  type JourneyKind,
  type LinkFailure,
  leaseLapsed,
  type ReturnAddress,
} from "./journey.ts";

export type JourneyEvent =
  | {
      type: "opened";
      kind: JourneyKind;
      institutionId: string;
      bankId: string;
      region: Region;
      returnAddress: ReturnAddress;
      /** The one account of a re-authorisation; empty when onboarding. */
      accountIds: readonly string[];
      locale: Locale | null;
    }
  | { type: "identified"; connectionId: string; chosen: readonly string[] | null }
  | { type: "chosen"; accountIds: readonly string[] }
  | { type: "locale-chosen"; locale: Locale }
  | { type: "confirmed"; consent: Consent }
  /** The institution signed its user in itself, and shares a connection's accounts at once. */
  | {
      type: "authorised";
      institutionId: string;
      bankId: string;
      region: Region;
      connectionId: string;
      accountIds: readonly string[];
    }
  | { type: "delivered" }
  | { type: "link-failed"; failure: LinkFailure; ambiguous: boolean; sageAnswer: SageAnswer | null }
  | { type: "cancelled" }
  /** Leaving after an attempt that Sage may have taken: Sage is asked before the journey is called ended. */
  | { type: "leaving" }
  /** Sage took the `error` of somebody who left. */
  | { type: "withdrawn" }
  | { type: "expired" };

export type StepRefusal =
  /** The clock has passed `expiresAt`. */
  | "expired"
  /** Linked, cancelled or expired already: nothing changes any more. */
  | "finished"
  /** Sage is being asked at this moment. */
  | "busy"
  /** The event belongs to a later or an earlier step. */
  | "out-of-order"
  /** A second arrival with another return URL, or as another kind. */
  | "other-arrival";

/**
 * Decides every change of a journey, and nothing else changes one. The same journey, event and time always give the
 * same answer. Arriving again with the same values changes nothing but is no refusal: it is a reload.
 */
export function step(journey: Journey, event: JourneyEvent, now: Date): Result<Journey, StepRefusal> {
  if (event.type === "expired") return expire(journey, now);
  if (event.type === "locale-chosen") return to(journey, { locale: event.locale });
  if (event.type === "opened") return open(journey, event, now);
  if (event.type === "delivered" || event.type === "link-failed" || event.type === "withdrawn")
    return endLinking(journey, event);
  if (hasExpired(journey, now)) return refuse("expired");
  if (journey.state === "linking") return reclaim(journey, event, now);
  if (!isOpen(journey.state)) return refuse("finished");
  switch (event.type) {
    case "identified":
      return identify(journey, event);
    case "chosen":
      return choose(journey, event);
    case "confirmed":
      return confirm(journey, event, now);
    case "authorised":
      return authorise(journey, event, now);
    case "cancelled":
      if (journey.state === "failed" && journey.ambiguous) return refuse("out-of-order");
      return journey.returnAddress ? to(journey, { state: "cancelled" }) : refuse("out-of-order");
    case "leaving":
      if (journey.state !== "failed" || !journey.ambiguous) return refuse("out-of-order");
      return to(journey, { state: "linking", linkingSince: now });
  }
}

type Of<T extends JourneyEvent["type"]> = Extract<JourneyEvent, { type: T }>;

function open(journey: Journey, event: Of<"opened">, now: Date): Result<Journey, StepRefusal> {
  if (journey.state === "notified") {
    if (hasExpired(journey, now)) return refuse("expired");
    const { type: _, ...arrival } = event;
    return to(journey, { ...arrival, state: "opened" });
  }
  const same =
    journey.returnAddress?.redirectUri === event.returnAddress.redirectUri &&
    journey.returnAddress.state === event.returnAddress.state &&
    journey.bankId === event.bankId &&
    journey.kind === event.kind &&
    (event.kind === "onboard" || journey.accountIds[0] === event.accountIds[0]);
  return same ? ok(journey) : refuse("other-arrival");
}

function identify(journey: Journey, event: Of<"identified">): Result<Journey, StepRefusal> {
  // Again, with another connection, is allowed until the choice is confirmed: people mix up their companies.
  if (!["opened", "identified", "chosen"].includes(journey.state)) return refuse("out-of-order");
  const accountIds = journey.kind === "reauth" ? journey.accountIds : (event.chosen ?? []);
  const state = accountIds.length > 0 ? "chosen" : "identified";
  return to(journey, { state, connectionId: event.connectionId, accountIds, consent: null });
}

function choose(journey: Journey, event: Of<"chosen">): Result<Journey, StepRefusal> {
  if (journey.state !== "identified" && journey.state !== "chosen") return refuse("out-of-order");
  if (journey.kind === "reauth" || event.accountIds.length === 0) return refuse("out-of-order");
  return to(journey, { state: "chosen", accountIds: event.accountIds });
}

function confirm(journey: Journey, event: Of<"confirmed">, now: Date): Result<Journey, StepRefusal> {
  const again = journey.state === "failed" && journey.failure === "sage-unreachable" && journey.consent !== null;
  if (journey.state !== "chosen" && !again) return refuse("out-of-order");
  return to(journey, { state: "linking", linkingSince: now, failure: null, consent: event.consent });
}

/**
 * The user types and chooses nothing then; a user who has begun to is not overtaken. The consent is the institution's
 * affair.
 */
function authorise(journey: Journey, event: Of<"authorised">, now: Date): Result<Journey, StepRefusal> {
  const { type: _, connectionId, accountIds, ...bank } = event;
  const again = journey.state === "failed" && journey.failure === "sage-unreachable" && isSameAttempt(journey, event);
  if (journey.state !== "notified" && journey.state !== "opened" && !again) return refuse("out-of-order");
  if (journey.returnAddress && journey.bankId !== event.bankId) return refuse("other-arrival");
  const shared = journey.kind === "reauth" && journey.state !== "notified" ? journey.accountIds : accountIds;
  if (shared.length === 0) return refuse("out-of-order");
  const claim = { state: "linking", linkingSince: now, failure: null, consent: null } as const;
  return to(journey, { ...bank, ...claim, connectionId, accountIds: shared });
}

/** An attempt without a consent was begun by the institution, and only there is it begun again. */
const isSameAttempt = (journey: Journey, event: Of<"authorised">) =>
  journey.consent === null && journey.connectionId === event.connectionId;

/** A dead process does not block others: the attempt is claimed again, and counts as possibly delivered. */
function reclaim(journey: Journey, event: JourneyEvent, now: Date): Result<Journey, StepRefusal> {
  const byPerson = event.type === "confirmed" && journey.consent !== null;
  const again = byPerson || (event.type === "authorised" && isSameAttempt(journey, event));
  if (!again) return refuse("busy");
  if (!leaseLapsed(journey, now)) return refuse("busy");
  return to(journey, { linkingSince: now, ambiguous: true });
}

/** An attempt that Sage may have taken stays `ambiguous` for good: no page says that nothing was connected. */
function expire(journey: Journey, now: Date): Result<Journey, StepRefusal> {
  if (!hasExpired(journey, now)) return refuse("out-of-order");
  const ambiguous = journey.ambiguous || journey.state === "linking";
  return to(journey, { state: "expired", linkingSince: null, ambiguous });
}

type LinkingEnd = Of<"delivered"> | Of<"link-failed"> | Of<"withdrawn">;

function endLinking(journey: Journey, event: LinkingEnd): Result<Journey, StepRefusal> {
  if (journey.state !== "linking") return refuse("out-of-order");
  const over = { linkingSince: null, ambiguous: false, sageAnswer: null };
  if (event.type === "delivered") return to(journey, { ...over, state: "linked" });
  if (event.type === "withdrawn") return to(journey, { ...over, state: "cancelled" });
  const { failure, sageAnswer } = event;
  const ambiguous = journey.ambiguous || event.ambiguous;
  return to(journey, { state: "failed", linkingSince: null, failure, ambiguous, sageAnswer });
}

function to(journey: Journey, change: Partial<Journey>): Result<Journey, StepRefusal> {
  return ok({ ...journey, ...change, version: journey.version + 1 });
}
