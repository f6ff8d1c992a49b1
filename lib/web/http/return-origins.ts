import { findJourney } from "../../journey/find-journey.ts";
import type { Services } from "../../services.ts";

/** Journeys whose return origin is remembered; it is bound for good, so it is asked for once. */
const REMEMBERED = 5_000;

/** Answers the origin that a journey goes home to, by the token in its address. Null when no journey has the token. */
export function returnOrigins(services: Pick<Services, "journeys" | "clock">) {
  const known = new Map<string, string>();
  return async (token: string): Promise<string | null> => {
    const remembered = known.get(token);
    if (remembered) return remembered;
    const visit = await findJourney(services, token);
    if (!visit) return null;
    const { origin } = new URL(visit.journey.returnAddress.redirectUri);
    if (known.size >= REMEMBERED) known.delete(known.keys().next().value ?? "");
    known.set(token, origin);
    return origin;
  };
}
