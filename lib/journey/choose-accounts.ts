import { isSupportedBySage } from "../connection/connection.ts";
import { type Result, refuse } from "../result.ts";
import { change } from "./change.ts";
import type { Journey, OpenedJourney } from "./journey.ts";
import type { JourneyNeeds } from "./ports.ts";
import type { StepRefusal } from "./step.ts";

export type ChoiceProblem = StepRefusal | "nothing-chosen" | "one-only" | "not-on-offer";

/** Keeps which source accounts to connect: accounts of the identified connection that Sage supports, one unless the institution allows several. */
export async function chooseAccounts(
  needs: Pick<JourneyNeeds, "journeys" | "connections" | "institutions" | "clock">,
  journey: OpenedJourney,
  accountIds: readonly string[],
): Promise<Result<Journey, ChoiceProblem>> {
  if (!journey.connectionId) return refuse("out-of-order");
  const wanted = [...new Set(accountIds)];
  if (wanted.length === 0) return refuse("nothing-chosen");
  const [accounts, institution] = await Promise.all([
    needs.connections.accounts(journey.institutionId, journey.connectionId),
    needs.institutions.institution(journey.institutionId),
  ]);
  if (wanted.length > 1 && institution?.accountChoice === "one") return refuse("one-only");
  const onOffer = new Set(accounts.filter(isSupportedBySage).map(({ id }) => id));
  if (!wanted.every((id) => onOffer.has(id))) return refuse("not-on-offer");
  return change(
    needs,
    journey,
    { type: "chosen", accountIds: wanted },
    { type: "chosen", actor: "user", detail: { accountIds: wanted } },
  );
}
