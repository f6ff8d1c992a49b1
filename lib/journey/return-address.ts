import { isLoopback } from "../institution/web-address.ts";
import { ok, type Result, refuse } from "../result.ts";
import type { ReturnAddress } from "./journey.ts";

export type ReturnRules = {
  /** Host patterns: `money.sage.com` for one host, `*.sagebankdrive.com` for every host below it. */
  hosts: readonly string[];
  /** http to a loopback address is for development only. */
  allowLoopbackHttp: boolean;
};

export type ReturnProblem = "redirect-uri-invalid" | "redirect-uri-not-https" | "redirect-uri-host" | "state-invalid";

/**
 * Accepts the `redirect_uri` and `state` of a first arrival when the browser may be sent there later. The address is
 * validated as the browser will read it. It is kept as it came, since Sage expects it back untouched.
 */
export function parseReturnAddress(
  redirectUri: string,
  state: string,
  rules: ReturnRules,
): Result<ReturnAddress, ReturnProblem> {
  if (state.length === 0 || state.length > 512 || hasControl(state)) return refuse("state-invalid");
  // A URL parser drops tabs and newlines and makes slashes of backslashes. An address that needs such help is not
  // Sage's.
  if (redirectUri.length > 2048 || hasControl(redirectUri) || /[\s\\]/.test(redirectUri))
    return refuse("redirect-uri-invalid");
  const url = URL.parse(redirectUri);
  if (!url || url.username || url.password || !/^https?:\/\/[^/]/i.test(redirectUri))
    return refuse("redirect-uri-invalid");
  // The written host must be the one that is reached: encoded, full-width or mixed-script hosts change when parsed.
  const written = /^https?:\/\/([^/?#]*)/i.exec(redirectUri)?.[1]?.toLowerCase().replace(/:\d*$/, "");
  if (written !== url.hostname) return refuse("redirect-uri-host");
  const loopback = isLoopback(url.hostname);
  if (url.protocol !== "https:" && !(loopback && rules.allowLoopbackHttp)) return refuse("redirect-uri-not-https");
  if (url.protocol === "https:" && url.port !== "" && !loopback) return refuse("redirect-uri-host");
  if (loopback && rules.allowLoopbackHttp) return ok({ redirectUri, state });
  return rules.hosts.some((pattern) => hostMatches(url.hostname, pattern))
    ? ok({ redirectUri, state })
    : refuse("redirect-uri-host");
}

/**
 * The return URL that takes the user home: the bound `redirect_uri` with `state` set, whatever the outcome. Sage waits
 * for ever without it. All else stays to the letter, a query that is there already too.
 */
export function wayBack({ redirectUri, state }: ReturnAddress): string {
  const url = new URL(redirectUri);
  const set = `state=${encodeURIComponent(state)}`;
  const parts = url.search.slice(1).split("&").filter(Boolean);
  const isState = (part: string) => new URLSearchParams(part).has("state");
  const place = parts.findIndex(isState);
  const others = parts
    .map((part, index) => (index === place ? set : part))
    .filter((part) => part === set || !isState(part));
  url.search = (place < 0 ? [...parts, set] : others).join("&");
  return url.href;
}

function hostMatches(hostname: string, pattern: string) {
  if (!pattern.startsWith("*.")) return hostname === pattern;
  const suffix = pattern.slice(1);
  return hostname.endsWith(suffix) && hostname.length > suffix.length;
}

function hasControl(text: string) {
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}
