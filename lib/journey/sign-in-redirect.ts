import type { InstitutionStore } from "../institution/institution.ts";
import { paths } from "../paths.ts";
import { findJourney } from "./find-journey.ts";
import type { OpenedJourney } from "./journey.ts";
import type { JourneyNeeds } from "./ports.ts";

type Needs = Pick<JourneyNeeds, "journeys" | "clock"> & { institutions: Pick<InstitutionStore, "institution"> };

/**
 * The next address for the browser of a journey that has just been opened. When the institution signs its users in, it
 * is the institution's own web app; else null. The query adds `authorizationId`, `redirectUri` and `bankId` to the
 * address that the institution has set.
 */
export async function signInRedirect(needs: Needs, token: string, publicUrl: string): Promise<string | null> {
  const visit = await findJourney(needs, token);
  const institution = visit && (await needs.institutions.institution(visit.journey.institutionId));
  if (!visit || !institution?.authorizationRedirectUrl) return null;
  const { journey } = visit;
  // Opened once more later, Sage's link shows what became of the journey.
  if (journey.state !== "opened") return null;
  const target = new URL(institution.authorizationRedirectUrl);
  target.searchParams.set("authorizationId", journey.authorisationId);
  target.searchParams.set("redirectUri", returnFor(journey, token, publicUrl));
  target.searchParams.set("bankId", journey.bankId);
  await needs.journeys.note(journey, { type: "handed-over", actor: "system", detail: { host: target.host } });
  return target.href;
}

/**
 * The institution sends the browser to this address with `?state=` and the authorisation's id behind it. It is Sage's
 * own address as long as Sage then gets the state that it gave. Else it is ours, which goes home with the state that
 * Sage did give.
 */
function returnFor({ authorisationId, returnAddress }: OpenedJourney, token: string, publicUrl: string) {
  const { redirectUri, state } = returnAddress;
  const isPlain = !redirectUri.includes("?") && !redirectUri.includes("#");
  return state === authorisationId && isPlain ? redirectUri : new URL(paths.connect.return(token), publicUrl).href;
}
