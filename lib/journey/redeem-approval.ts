import { ok, type Result, refuse } from "../result.ts";
import type { Journey, OpenedJourney } from "./journey.ts";
import type { ApprovalReader, JourneyNeeds } from "./ports.ts";
import { preChosen } from "./pre-chosen.ts";
import { type StepRefusal, step } from "./step.ts";
import { hashToken, mintToken } from "./token.ts";

type Needs = Pick<JourneyNeeds, "journeys" | "connections" | "institutions" | "clock"> & {
  links: ApprovalReader;
};

/**
 * Takes up the approval that a person gave on the link page instead of typing there. It does what a matching passcode
 * does, and answers the token that carries it. It works only for the approved authorisation, once, and only from the
 * address it came from.
 */
export async function redeemApproval(
  needs: Needs,
  journey: OpenedJourney,
  visitor: string,
): Promise<Result<string, "no-approval" | StepRefusal>> {
  const approval = await needs.links.approvalOf(journey.id);
  if (!approval || approval.visitor !== visitor || journey.kind !== "onboard") return refuse("no-approval");
  const { connectionId } = approval;
  if (!(await needs.connections.connection(journey.institutionId, connectionId))) return refuse("no-approval");
  const chosen = await preChosen(needs, journey, connectionId);
  let before: Journey | null = journey;
  for (let round = 0; before && round < 5; round++) {
    // A person who has identified by now needs no approval any more.
    if (before.state !== "opened") return refuse("no-approval");
    const after = step(before, { type: "identified", connectionId, chosen }, needs.clock());
    if (!after.ok) return after;
    const token = mintToken();
    if ((await needs.journeys.identifyApproved(before, after.value, hashToken(token))) === "done") return ok(token);
    if (!(await needs.links.approvalOf(journey.id))) return refuse("no-approval");
    before = await needs.journeys.byAuthorisation(journey.authorisationId);
  }
  return refuse("busy");
}
