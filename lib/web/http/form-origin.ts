import type { Door } from "./security-headers.ts";

const SERVERS = /^\/(api(\/.*)?|sage\/(notification|auth|authrefresh|availableaccounts)\/?)$/;

/** Doors that other servers call, and no form of ours. Beside them there is no page: Next fails on a form that it has no page for. */
export const isForServers = (pathname: string) => SERVERS.test(pathname);

/**
 * True when a post may come from that origin. A form of ours comes from a page of ours; browsers say where a form comes
 * from. In a frame with the sandbox attribute they say "null". A journey and a link page accept that: no cookie goes
 * along, and only the token in the address counts. Other servers' calls have secrets of their own.
 */
export function mayPost(door: Door, pathname: string, origin: string | undefined, own: string): boolean {
  if (origin === undefined || origin === own) return true;
  if (door === "other" && isForServers(pathname)) return true;
  return origin === "null" && (door === "connect" || door === "link" || door === "hop");
}
