import type { Journey } from "./journey.ts";
import type { TimelineEntry, TimelineType } from "./ports.ts";

/** The moments at which a journey first came so far. */
export type Moment = "openedAt" | "identifiedAt" | "chosenAt" | "confirmedAt" | "linkedAt" | "connectedAt";

/**
 * Moments that an entry of the timeline is the first of. Some come at once, some where an account of the journey is
 * connected already.
 */
export type Progress = { now: readonly Moment[]; whereConnected: readonly Moment[] };

const only = (...now: readonly Moment[]): Progress => ({ now, whereConnected: [] });

/**
 * How far an entry of its timeline brings a journey. An authorisation by the institution itself is identified, chosen
 * and confirmed there.
 */
export function progressOf(type: TimelineType): Progress {
  switch (type) {
    case "opened":
      return only("openedAt");
    case "identified":
      return only("identifiedAt");
    case "chosen":
      return only("chosenAt");
    case "confirmed":
      return only("chosenAt", "confirmedAt");
    case "authorised":
      return only("openedAt", "identifiedAt", "chosenAt", "confirmedAt");
    case "linked":
      // Its account may be one that is connected already; and to renew is to be connected.
      return { now: ["linkedAt"], whereConnected: ["connectedAt"] };
    default:
      return only();
  }
}

/** By this entry of a timeline its user has shared accounts, or authorised them again. */
export const isSharing = ({ type }: Pick<TimelineEntry, "type">) => type === "linked";

/** By this entry its user has authorised again: feeds that waited for that go on. */
export const isRenewal = ({ kind }: Pick<Journey, "kind">, entry: Pick<TimelineEntry, "type">) =>
  isSharing(entry) && kind === "reauth";
