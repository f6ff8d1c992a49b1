import { announceAuthorisation } from "./announce-authorisation.ts";
import type { Journey } from "./journey.ts";
import type { JourneyNeeds } from "./ports.ts";

type Needs = Pick<JourneyNeeds, "journeys" | "institutions" | "notifications" | "clock">;

/**
 * The journey of an authorisation that Sage has announced; null when Sage has not. A stored notification counts even if
 * it was never acted on. The store was slow then or the process died; Sage got no answer and may not send it again.
 */
export async function announcedJourney(needs: Needs, authorisationId: string): Promise<Journey | null> {
  const journey = await needs.journeys.byAuthorisation(authorisationId);
  if (journey) return journey;
  const told = await needs.notifications.ofAuthorisation(authorisationId);
  if (!told) return null;
  await announceAuthorisation(needs, { authorisationId, bankId: told.bankId }, told.receivedAt);
  return needs.journeys.byAuthorisation(authorisationId);
}
