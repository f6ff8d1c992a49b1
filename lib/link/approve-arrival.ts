import type { Clock } from "../ports.ts";
import type { LinkArrival, LinkStore, LinkView } from "./ports.ts";

/** From the word on the link page to the moment Sage's frame takes it up. */
const APPROVAL_MINUTES = 2;

/**
 * The one arrival that may be this page's user: the same institution, the same address, and nobody else beside it.
 * `denied` is one that the user has said is not theirs.
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
 * Takes a person's word that an arrival is theirs. It counts for that authorisation alone, once and for two minutes, and
 * only while the arrival is the one that may be asked about. Nothing is ever approved without being asked for.
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
