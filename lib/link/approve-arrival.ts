import type { Clock } from "../ports.ts";
import type { LinkArrival, LinkStore, LinkView } from "./ports.ts";

/** From the approval on the link page to the moment Sage's frame takes it up. */
const APPROVAL_MINUTES = 2;

/**
 * The one arrival that may be this page's user. It has the same institution and address, and no other arrival beside
 * it. `denied` is an arrival that the user has said is not theirs.
 */
export async function arrivalFor(
  { links }: { links: LinkStore },
  view: LinkView,
  denied: string | null = null,
): Promise<LinkArrival | null> {
  const arrivals = await links.arrivals(view, denied);
  return arrivals.length === 1 ? (arrivals[0] ?? null) : null;
}

/**
 * True while an open link page asks about this arrival, whatever else that page says, or has asked and heard yes. The
 * page in Sage promises the question only then. Nobody is asked while another arrival stands beside it.
 */
export async function isAskedAbout(
  { links }: { links: LinkStore },
  { id, institutionId }: { id: string; institutionId: string },
  visitor: string,
): Promise<boolean> {
  if (!(await links.isOpenAt(institutionId, visitor))) return false;
  return (await links.arrivals({ institutionId, visitor }, id)).length === 0;
}

/**
 * Takes a person's statement that an arrival is theirs. It counts for that authorisation alone, once and for two
 * minutes. It counts only while the page may ask about that arrival. Nothing is ever approved without a question.
 */
export async function approveArrival(
  { links, clock }: { links: LinkStore; clock: Clock },
  view: LinkView,
  journeyId: string,
  denied: string | null = null,
): Promise<boolean> {
  const arrival = await arrivalFor({ links }, view, denied);
  if (arrival?.journeyId !== journeyId) return false;
  return links.approve(view, journeyId, new Date(clock().getTime() + APPROVAL_MINUTES * 60_000));
}
