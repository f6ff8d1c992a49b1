import { hasExpired, type Journey, leaseLapsed } from "../journey/journey.ts";

/** Who has to do something about it. */
export type Whose = "nobody" | "user" | "institution" | "us" | "sage";

export const CAUSES = [
  "not-opened",
  "at-identify",
  "at-own-sign-in",
  "wrong-code",
  "code-expired",
  "code-blocked",
  "at-account",
  "at-review",
  "asking-sage",
  "attempt-interrupted",
  "sage-unreachable",
  "sage-refused",
  "sage-expired",
  "unsure",
  "abandoned-before-opening",
  "abandoned-at-identify",
  "abandoned-at-own-sign-in",
  "abandoned-with-wrong-code",
  "abandoned-at-account",
  "abandoned-at-review",
  "cancelled",
  "cancelled-untold",
  "awaiting-sage",
  "connected",
  "disconnected-since",
  "renewed",
] as const;
export type Cause = (typeof CAUSES)[number];

const WHOSE: Record<Cause, Whose> = {
  "not-opened": "user",
  "at-identify": "user",
  "at-own-sign-in": "institution",
  "wrong-code": "user",
  "code-expired": "user",
  "code-blocked": "user",
  "at-account": "user",
  "at-review": "user",
  "asking-sage": "sage",
  "attempt-interrupted": "us",
  "sage-unreachable": "sage",
  "sage-refused": "institution",
  "sage-expired": "user",
  unsure: "sage",
  "abandoned-before-opening": "user",
  "abandoned-at-identify": "user",
  "abandoned-at-own-sign-in": "institution",
  "abandoned-with-wrong-code": "user",
  "abandoned-at-account": "user",
  "abandoned-at-review": "user",
  cancelled: "user",
  "cancelled-untold": "sage",
  "awaiting-sage": "sage",
  connected: "nobody",
  "disconnected-since": "nobody",
  renewed: "nobody",
};

type Told = { type: string };
/**
 * How many of a journey's shared accounts are connected now. Also how many were connected since and are not any more.
 */
export type SharedNow = { connected: number; ended: number };

const wasHandedOver = (timeline: readonly Told[]) => timeline.some(({ type }) => type === "handed-over");

/** Why a journey stands where it stands, and who has to act. Each cause has words that say what usually helps. */
export function explain(
  journey: Journey,
  timeline: readonly Told[],
  accounts: SharedNow,
  now: Date,
): { cause: Cause; whose: Whose } {
  const cause = causeOf(journey, timeline, accounts, now);
  return { cause, whose: WHOSE[cause] };
}

function causeOf(journey: Journey, timeline: readonly Told[], accounts: SharedNow, now: Date): Cause {
  const over = journey.state === "expired" || hasExpired(journey, now);
  // Sage's own time for it has run out: Sage is not asked again, and may have taken a try.
  const isOver = over || (journey.state === "failed" && journey.failure === "sage-expired");
  if (isOver && journey.ambiguous) return "unsure";
  if (over) return journey.failure ?? abandonedAt(journey, timeline);
  switch (journey.state) {
    case "notified":
      return "not-opened";
    case "opened":
      if (wasHandedOver(timeline)) return "at-own-sign-in";
      return troubleWithCode(timeline) ?? "at-identify";
    case "identified":
      return "at-account";
    case "chosen":
      return "at-review";
    case "linking":
      return leaseLapsed(journey, now) ? "attempt-interrupted" : "asking-sage";
    case "failed":
      return journey.failure ?? "sage-unreachable";
    case "cancelled":
      return timeline.some(({ type }) => type === "sage-not-told") ? "cancelled-untold" : "cancelled";
    default:
      if (journey.kind === "reauth") return "renewed";
      if (accounts.connected > 0) return "connected";
      return accounts.ended > 0 ? "disconnected-since" : "awaiting-sage";
  }
}

function troubleWithCode(timeline: readonly Told[]): Cause | null {
  const last = timeline.findLast(({ type }) => type.startsWith("passcode-"))?.type;
  if (last === "passcode-refused") return "wrong-code";
  if (last === "passcode-expired") return "code-expired";
  return last === "passcode-blocked" ? "code-blocked" : null;
}

/** How far somebody came who let the time run out. The state says no more than that it did; the timeline does. */
function abandonedAt(journey: Journey, timeline: readonly Told[]): Cause {
  const has = (type: string) => timeline.some((one) => one.type === type);
  if (has("chosen")) return "abandoned-at-review";
  if (has("identified")) return journey.accountIds.length > 0 ? "abandoned-at-review" : "abandoned-at-account";
  if (wasHandedOver(timeline)) return "abandoned-at-own-sign-in";
  if (troubleWithCode(timeline)) return "abandoned-with-wrong-code";
  return has("opened") ? "abandoned-at-identify" : "abandoned-before-opening";
}
