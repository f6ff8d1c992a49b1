import type { IncomingMessage } from "node:http";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state.js";
import type { Env } from "../../env.ts";
import { ADDRESS_HEADER, clientAddress, visitorOf } from "./client-address.ts";

export const header = (req: IncomingMessage, name: string): string | undefined => {
  const value = req.headers[name];
  return Array.isArray(value) ? value.join(",") : value;
};

/** Headers that only the front door may set; values that a stranger sends under these names are dropped. */
const OURS = [
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
  "forwarded",
  "x-nonce",
  "x-proxied",
  "x-link-view",
  "x-path",
];

/** True when Next can read its script's account of the page; it fails on one that it cannot read. */
function isPageState(sent: string | string[] | undefined) {
  try {
    parseAndValidateFlightRouterState(sent);
    return true;
  } catch {
    return false;
  }
}

/**
 * Settles the caller's address before a route sees a request. Sets our own address to PUBLIC_URL, whatever a proxy made
 * of Host. Answers whether a proxy handed the request on.
 */
export function normaliseRequest(
  req: IncomingMessage,
  env: Pick<Env, "TRUSTED_PROXIES">,
  publicUrl: URL,
): { forwarded: boolean } {
  const address = clientAddress(req.socket.remoteAddress, header(req, "x-forwarded-for"), env.TRUSTED_PROXIES);
  const forwarded = req.headers["x-forwarded-for"] !== undefined;
  for (const name of OURS) delete req.headers[name];
  // No file here is worth asking for in parts, and a part that is none would fail.
  delete req.headers.range;
  if (!isPageState(req.headers["next-router-state-tree"])) delete req.headers["next-router-state-tree"];
  // Where somebody wanted to go, for a door that asks them to sign in first.
  if (req.url?.startsWith("/console/") && req.method === "GET") req.headers["x-path"] = req.url;
  req.headers.host = publicUrl.host;
  req.headers["x-forwarded-host"] = publicUrl.host;
  req.headers["x-forwarded-for"] = address;
  req.headers[ADDRESS_HEADER] = visitorOf(address);
  if (forwarded) req.headers["x-proxied"] = "1";
  return { forwarded };
}
