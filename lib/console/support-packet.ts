import type { Journey } from "../journey/journey.ts";
import type { TimelineEvent } from "./ports.ts";

/** Sage's answer to the last attempt that failed. A release before this one links a journey and leaves an older answer. */
export const shownAnswer = ({ state, sageAnswer }: Journey) => (state === "linked" ? null : sageAnswer);

/** The details of an event that may leave the house: codes, counts and Sage's answer. Names and typed text stay. */
const TELLING = ["answer", "status", "failure", "ambiguous", "reason", "accounts", "host", "sageAnswer"] as const;

/**
 * The packet by which Sage's support finds an authorisation on their side: ids, times, questions and answers. Nothing of ours in it
 * names a person, account or address. Sage's own words are there as Sage wrote them, with account numbers masked.
 */
export function supportPacket(journey: Journey, timeline: readonly TimelineEvent[], publicUrl: string) {
  return {
    authorisationId: journey.authorisationId,
    bankId: journey.bankId,
    region: journey.region,
    kind: journey.kind,
    supportCode: journey.supportCode,
    host: new URL(publicUrl).host,
    state: journey.state,
    failure: journey.failure,
    answerInDoubt: journey.ambiguous,
    sageAnswer: shownAnswer(journey),
    returnHost: journey.returnAddress ? (URL.parse(journey.returnAddress.redirectUri)?.host ?? null) : null,
    announcedAt: journey.announcedAt.toISOString(),
    expiresAt: journey.expiresAt.toISOString(),
    events: timeline.map(({ at, type, actor, detail }) => ({
      at: at.toISOString(),
      type,
      actor,
      ...Object.fromEntries(TELLING.filter((name) => name in detail).map((name) => [name, detail[name]])),
    })),
  };
}
