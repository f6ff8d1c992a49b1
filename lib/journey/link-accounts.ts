import { ok, type Result, refuse } from "../result.ts";
import { changeAsSeen } from "./change.ts";
import type { Consent, LinkFailure, OpenedJourney } from "./journey.ts";
import type { JourneyNeeds } from "./ports.ts";
import { wayBack } from "./return-address.ts";
import { type StepRefusal, step } from "./step.ts";
import { recordSageAnswer, successOf } from "./tell-sage.ts";

export type LinkProblem =
  | StepRefusal
  | LinkFailure
  /** The journey has changed since the page showed it: the page has to be shown again. */
  | "changed";

type Needs = Pick<JourneyNeeds, "journeys" | "connections" | "sage" | "clock">;

/**
 * Confirms the journey as it was shown. Claims it, reports `success` to Sage once, records the answer, and returns the
 * URL to go to. Among many confirmations at once only the claimant calls Sage; one from an outdated page calls no one.
 * No network call happens inside a transaction, and nothing that can fail stands between claim and call. `shownVersion`
 * is the journey's version on the page whose button was pressed.
 */
export async function linkAccounts(
  needs: Needs,
  journey: OpenedJourney,
  consent: Consent,
  shownVersion = journey.version,
): Promise<Result<string, LinkProblem>> {
  const home = wayBack(journey.returnAddress);
  if (journey.version !== shownVersion && step(journey, { type: "confirmed", consent }, needs.clock()).ok) {
    return refuse("changed");
  }
  const outcome = await successOf(needs, journey);
  if (!outcome) return refuse("changed");
  const detail = { consentVersion: consent.version, locale: consent.locale, accountIds: journey.accountIds };
  const entry = { type: "confirmed", actor: "user", detail } as const;
  const claim = await changeAsSeen(needs, journey, { type: "confirmed", consent }, entry);
  if (!claim.ok) return claim.problem === "finished" && (await isLinked(needs, journey)) ? ok(home) : claim;

  const answer = await needs.sage.authorise(journey.region, journey.authorisationId, outcome);
  const settled = await recordSageAnswer(needs, claim.value, answer, outcome.accounts?.length ?? 0);
  return settled === "linked" ? ok(home) : refuse(settled);
}

async function isLinked(needs: Needs, journey: OpenedJourney) {
  return (await needs.journeys.byAuthorisation(journey.authorisationId))?.state === "linked";
}
