import type { ConnectionReader } from "../connection/ports.ts";
import type { JourneyState } from "../journey/journey.ts";
import type { LinkStore, LinkView } from "./ports.ts";

/** How far the user of a link page has come: four steps forward, and an end that is none. */
export type LinkStatus = "waiting" | "arrived" | "chosen" | "connected" | "ended";

/** The state of the page's connection, as its user may see it. */
export async function linkStatus(
  { links, connections }: { links: LinkStore; connections: ConnectionReader },
  view: LinkView,
): Promise<LinkStatus> {
  const state = await links.latestState(view);
  if (state === null) return (await isLinked(connections, view)) ? "connected" : "waiting";
  if (state === "linked") return (await isLinked(connections, view)) ? "connected" : "chosen";
  return OF[state];
}

const OF: Record<Exclude<JourneyState, "linked">, LinkStatus> = {
  notified: "waiting",
  opened: "waiting",
  identified: "arrived",
  chosen: "chosen",
  linking: "chosen",
  failed: "ended",
  cancelled: "ended",
  expired: "ended",
};

const isLinked = async (connections: ConnectionReader, { institutionId, connectionId }: LinkView) =>
  (await connections.connection(institutionId, connectionId))?.status === "Linked";
