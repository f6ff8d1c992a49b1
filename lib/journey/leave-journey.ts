import { ok, type Result, refuse } from "../result.ts";
import { change } from "./change.ts";
import type { OpenedJourney } from "./journey.ts";
import type { JourneyNeeds } from "./ports.ts";
import { wayBack } from "./return-address.ts";

/**
 * Ends a journey at the person's wish and says where home is. Sage learns `cancelled`, or `error` when linking had
 * failed; when Sage cannot be told, the person goes home all the same and the authorisation ends by its own clock.
 */
export async function leaveJourney(
  needs: Pick<JourneyNeeds, "journeys" | "sage" | "clock">,
  journey: OpenedJourney,
): Promise<Result<string, "busy">> {
  const home = wayBack(journey.returnAddress);
  const status = journey.state === "failed" ? "error" : "cancelled";
  const left = await change(
    needs,
    journey,
    { type: "cancelled" },
    { type: "cancelled", actor: "user", detail: { status } },
  );
  if (!left.ok) return left.problem === "busy" ? refuse("busy") : ok(home);
  const told = await needs.sage.authorise(journey.region, journey.authorisationId, { status });
  if (!told.ok) {
    await needs.journeys.note(left.value, {
      type: "sage-not-told",
      actor: "system",
      detail: { answer: told.problem.detail },
    });
  }
  return ok(home);
}
