import { expireNow } from "./change.ts";
import { hasExpired, isOpened, type OpenedJourney } from "./journey.ts";
import type { JourneyNeeds } from "./ports.ts";
import { type Grant, hashToken, looksLikeToken } from "./token.ts";

export type Visit = { journey: OpenedJourney; grant: Grant; token: string };

/** Finds the journey for the token in a page's address, and the token's rights. Null for any other text. */
export async function findJourney(
  needs: Pick<JourneyNeeds, "journeys" | "clock">,
  token: string,
): Promise<Visit | null> {
  if (!looksLikeToken(token)) return null;
  const held = await needs.journeys.byToken(hashToken(token));
  if (!held || !isOpened(held.journey)) return null;
  if (!hasExpired(held.journey, needs.clock())) return { journey: held.journey, grant: held.grant, token };
  await expireNow(needs, held.journey);
  return { journey: { ...held.journey, state: "expired" }, grant: held.grant, token };
}
