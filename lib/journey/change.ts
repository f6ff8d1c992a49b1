import { ok, type Result, refuse } from "../result.ts";
import type { Journey } from "./journey.ts";
import type { JourneyNeeds, TimelineEntry } from "./ports.ts";
import { type JourneyEvent, type StepRefusal, step } from "./step.ts";

/**
 * Applies one event to a journey and stores it. Reads the journey again when another writer changed it in that time.
 * Answers the journey as stored, or why the event does not fit.
 */
export async function change(
  { journeys, clock }: Pick<JourneyNeeds, "journeys" | "clock">,
  journey: Journey,
  event: JourneyEvent,
  entry: TimelineEntry,
): Promise<Result<Journey, StepRefusal>> {
  let before: Journey | null = journey;
  for (let round = 0; before && round < 5; round++) {
    const after = step(before, event, clock());
    if (!after.ok) {
      if (after.problem === "expired") await expireNow({ journeys, clock }, before);
      return after;
    }
    if (await journeys.save(before, after.value, entry)) return ok(after.value);
    before = await journeys.byAuthorisation(journey.authorisationId);
  }
  return refuse("busy");
}

/**
 * Applies one event to the very journey that was read, or not at all. A person agreed to it as they saw it. Answers
 * `changed` when another writer changed the journey since and the event would still fit.
 */
export async function changeAsSeen(
  { journeys, clock }: Pick<JourneyNeeds, "journeys" | "clock">,
  seen: Journey,
  event: JourneyEvent,
  entry: TimelineEntry,
): Promise<Result<Journey, StepRefusal | "changed">> {
  const after = step(seen, event, clock());
  if (!after.ok) {
    if (after.problem === "expired") await expireNow({ journeys, clock }, seen);
    return after;
  }
  if (await journeys.save(seen, after.value, entry)) return ok(after.value);
  const current = await journeys.byAuthorisation(seen.authorisationId);
  const fits = current ? step(current, event, clock()) : refuse("changed");
  return fits.ok ? refuse("changed") : fits;
}

/** Writes down that the clock ended a journey, so that its record says so without anybody's help. */
export async function expireNow({ journeys, clock }: Pick<JourneyNeeds, "journeys" | "clock">, journey: Journey) {
  const ended = step(journey, { type: "expired" }, clock());
  if (ended.ok) await journeys.save(journey, ended.value, { type: "expired", actor: "system" });
}
