import { paths } from "../paths.ts";
import { awaitOutcome } from "./await-outcome.ts";
import type { Visit } from "./find-journey.ts";
import { leaveJourney } from "./leave-journey.ts";
import type { JourneyNeeds } from "./ports.ts";
import { wayBack } from "./return-address.ts";

type Needs = Pick<JourneyNeeds, "journeys" | "sage" | "clock"> & { pause: () => Promise<void> };

/**
 * The target of a user whom the institution's own web app sends back: Sage, with the state that Sage gave. A user who
 * comes back with nothing authorised has changed their mind, and Sage gets that report. A failure is shown first.
 */
export async function comeBack(needs: Needs, visit: Visit, authorisationId: string | null): Promise<string> {
  const page = paths.connect.journey(visit.token);
  if (visit.journey.authorisationId !== authorisationId) return page;
  const journey = await awaitOutcome(needs, visit.journey);
  if (journey.state === "linked" || journey.state === "cancelled") return wayBack(journey.returnAddress);
  if (journey.state !== "opened") return page;
  const left = await leaveJourney(needs, journey);
  return left.ok ? left.value : page;
}
