import { hasEndedInVain } from "../journey/journey.ts";
import type { LinkAccount } from "./link-account.ts";
import type { LinkJourney, LinkStore, LinkView } from "./ports.ts";

/** How far the user of a link page has come: four steps forward, and two ends that are none. */
export const LINK_STATUSES = ["waiting", "arrived", "chosen", "connected", "ended", "disconnected"] as const;
export type LinkStatus = (typeof LINK_STATUSES)[number];

/** `mark` changes with everything that is news to the user. */
export type LinkProgress = { status: LinkStatus; accounts: readonly LinkAccount[]; mark: string };

/** How far the user of the page's connection is, as that user may see it. */
export async function linkProgress({ links }: { links: LinkStore }, view: LinkView): Promise<LinkProgress> {
  const [journey, accounts] = await Promise.all([links.latestJourney(view), links.accounts(view)]);
  const status = linkStatus(journey, accounts);
  const newest = Math.max(0, ...accounts.map(({ since }) => since?.getTime() ?? 0));
  return { status, accounts, mark: newest > 0 ? `${status} ${newest}` : status };
}

/** An account that has changed since the journey began tells more than the journey's own end. */
export function linkStatus(journey: LinkJourney | null, accounts: readonly LinkAccount[]): LinkStatus {
  if (journey === null || journey.state === "notified" || journey.state === "opened") return atRest(accounts);
  const { state, announcedAt, accountIds } = journey;
  if (state === "identified") return "arrived";
  if (state === "chosen" || state === "linking") return "chosen";
  const hasChanged = ({ since }: LinkAccount) => since !== null && since >= announcedAt;
  if (hasEndedInVain(state)) return accounts.some(hasChanged) ? atRest(accounts) : "ended";
  const own = accounts.filter(({ id }) => accountIds.includes(id));
  return own.some((one) => one.status === "connected" || hasChanged(one)) ? atRest(accounts) : "chosen";
}

function atRest(accounts: readonly LinkAccount[]): LinkStatus {
  if (accounts.some(({ status }) => status === "connected")) return "connected";
  return accounts.some(({ status }) => status === "disconnected") ? "disconnected" : "waiting";
}
