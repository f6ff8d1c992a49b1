import { ok, type Result, refuse } from "../result.ts";
import { change } from "./change.ts";
import type { OpenedJourney } from "./journey.ts";
import type { JourneyNeeds } from "./ports.ts";
import { wayBack } from "./return-address.ts";

type Needs = Pick<JourneyNeeds, "journeys" | "sage" | "clock">;

/**
 * Ends a journey at the person's wish, or support's for them, and answers the return URL. Sage gets `cancelled`, or
 * `error` when linking had failed. When Sage cannot be reached, the person goes home all the same. The authorisation
 * then ends by its own clock.
 */
export async function leaveJourney(
  needs: Needs,
  journey: OpenedJourney,
  actor: "user" | "support" = "user",
): Promise<Result<string, "busy">> {
  const home = wayBack(journey.returnAddress);
  if (journey.state === "failed" && journey.ambiguous) return leaveInDoubt(needs, journey, home, actor);
  const status = journey.state === "failed" ? "error" : "cancelled";
  const entry = { type: "cancelled", actor, detail: { status } } as const;
  const left = await change(needs, journey, { type: "cancelled" }, entry);
  if (!left.ok) return left.problem === "busy" ? refuse("busy") : ok(home);
  const told = await needs.sage.authorise(journey.region, journey.authorisationId, { status });
  if (!told.ok) {
    const detail = { answer: told.problem.detail, sageAnswer: told.problem.sageAnswer };
    await needs.journeys.note(left.value, { type: "sage-not-told", actor: "system", detail });
  }
  return ok(home);
}

/**
 * Sage may have taken an earlier attempt. So we send `error`: if Sage takes it, nothing was connected. If Sage says
 * that the authorisation is used already, it was connected after all. Without an answer the outcome stays unknown, on
 * record.
 */
async function leaveInDoubt(
  needs: Needs,
  journey: OpenedJourney,
  home: string,
  actor: "user" | "support",
): Promise<Result<string, "busy">> {
  const claim = await change(needs, journey, { type: "leaving" }, { type: "leaving", actor });
  if (!claim.ok) return claim.problem === "busy" ? refuse("busy") : ok(home);
  const told = await needs.sage.authorise(journey.region, journey.authorisationId, { status: "error" });
  if (told.ok) {
    await change(needs, claim.value, { type: "withdrawn" }, { type: "cancelled", actor, detail: { status: "error" } });
  } else if (told.problem.code === "already-used" && !told.problem.ambiguous) {
    await change(
      needs,
      claim.value,
      { type: "delivered" },
      { type: "linked", actor: "sage", detail: { answer: "already-used", sageAnswer: told.problem.sageAnswer } },
    );
  } else {
    const failure = told.problem.code === "expired" ? "sage-expired" : "sage-unreachable";
    const { detail: answer, sageAnswer } = told.problem;
    const detail = { failure, ambiguous: true, answer, sageAnswer };
    const event = { type: "link-failed", failure, ambiguous: true, sageAnswer } as const;
    await change(needs, claim.value, event, { type: "link-failed", actor: "sage", detail });
  }
  return ok(home);
}
