import { isOpened, leaseLapsed, type OpenedJourney } from "./journey.ts";
import type { JourneyNeeds } from "./ports.ts";

/**
 * Looks, with pauses between, before a person reads that it takes longer. With 250 ms each, it waits 6 seconds in all.
 */
const LOOKS = 24;

/**
 * Waits a moment for a journey that is in Sage's hands and answers it as it is then. The page that waits needs no
 * refresh by itself, which would move it under a reader's eyes.
 */
export async function awaitOutcome(
  { journeys, clock, pause }: Pick<JourneyNeeds, "journeys" | "clock"> & { pause: () => Promise<void> },
  journey: OpenedJourney,
): Promise<OpenedJourney> {
  let current = journey;
  for (let look = 0; look < LOOKS && current.state === "linking" && !leaseLapsed(current, clock()); look++) {
    await pause();
    const read = await journeys.byAuthorisation(journey.authorisationId);
    if (read && isOpened(read)) current = read;
  }
  return current;
}
