import { isSupportedBySage } from "../connection/connection.ts";
import type { OpenedJourney } from "./journey.ts";
import type { JourneyNeeds } from "./ports.ts";

/** Where the institution shares all accounts, or one is renewed, there is nothing to choose; null where there is. */
export async function preChosen(
  needs: Pick<JourneyNeeds, "institutions" | "connections">,
  journey: OpenedJourney,
  connectionId: string,
): Promise<readonly string[] | null> {
  if (journey.kind === "reauth") return journey.accountIds;
  const institution = await needs.institutions.institution(journey.institutionId);
  if (institution?.accountChoice !== "all") return null;
  const accounts = await needs.connections.accounts(journey.institutionId, connectionId);
  return accounts.filter(isSupportedBySage).map(({ id }) => id);
}
