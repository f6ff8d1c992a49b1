import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { findJourney } from "../journey/find-journey.ts";
import { mintSupportCode } from "../journey/support-code.ts";
import { withoutTokens } from "../log.ts";
import type { Services } from "../services.ts";
import { ADDRESS_HEADER, clientAddress } from "./client-address.ts";
import { problemDocument } from "./documents.ts";
import { doorOf, securityHeaders } from "./security-headers.ts";
import { localeAccepted, localeAskedFor, wordsIn } from "./words.ts";

type Handle = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** Journeys whose return origin is remembered; it is bound for good, so it is asked for once. */
const REMEMBERED = 5_000;

/**
 * What every request passes before a route sees it: whose address it has, which host we are (PUBLIC_URL, whatever a
 * proxy made of Host), the security headers, and after it a log line and a measurement without its secrets.
 */
export function frontDoor(services: Services, handle: Handle, dev: boolean): Handle {
  const { env, log, metrics } = services;
  const publicUrl = new URL(env.PUBLIC_URL);
  const https = publicUrl.protocol === "https:";
  const returnOrigin = rememberReturnOrigins(services);
  let warned = false;

  return async (req, res) => {
    const started = performance.now();
    const url = req.url ?? "/";
    const pathname = url.split("?", 1)[0] ?? "/";
    const door = doorOf(pathname);
    normalise(req);
    const nonce = randomBytes(16).toString("base64");
    try {
      const origin = door === "connect" ? await returnOrigin(pathname.split("/")[2] ?? "") : null;
      const headers = securityHeaders({
        door,
        nonce,
        https,
        dev,
        frameAncestors: env.SAGE_FRAME_ANCESTORS,
        returnOrigin: origin,
      });
      for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
      // Next puts the nonce it finds here on every script it writes.
      req.headers["content-security-policy"] = headers["Content-Security-Policy"];
      req.headers["x-nonce"] = nonce;
      res.once("finish", () => report(req, res, pathname, door, performance.now() - started));
      if (door === "connect" && origin === null) return await turnAwayStray(req, res, nonce);
      await handle(req, res);
    } catch (error) {
      const supportCode = mintSupportCode();
      log.error({ err: error, path: withoutTokens(url), supportCode }, "a request failed");
      if (res.headersSent) return void res.end();
      answer(req, res, 503, "failure", supportCode, nonce);
    }
  };

  /** An address that no journey has: opened by hand, torn, or guessed. Next is not asked. */
  async function turnAwayStray(req: IncomingMessage, res: ServerResponse, nonce: string) {
    const address = String(req.headers[ADDRESS_HEADER]);
    // Not written down for those who come too often: a flood must not fill the store.
    const counted = await services.limits.spend("arrival-address", address);
    const supportCode = counted.allowed ? mintSupportCode() : null;
    if (supportCode) await services.journeys.noteRefusal(supportCode, { reason: "journey-unknown" });
    answer(req, res, 404, "unknown", supportCode, nonce);
  }

  function normalise(req: IncomingMessage) {
    const address = clientAddress(req.socket.remoteAddress, header(req, "x-forwarded-for"), env.TRUSTED_PROXIES);
    const forwarded = req.headers["x-forwarded-for"] !== undefined;
    for (const name of ["x-forwarded-host", "x-forwarded-port", "forwarded", "x-nonce", "x-proxied"])
      delete req.headers[name];
    req.headers.host = publicUrl.host;
    req.headers["x-forwarded-host"] = publicUrl.host;
    req.headers["x-forwarded-proto"] = publicUrl.protocol.slice(0, -1);
    req.headers["x-forwarded-for"] = address;
    req.headers[ADDRESS_HEADER] = address;
    if (forwarded) req.headers["x-proxied"] = "1";
    if (forwarded && env.TRUSTED_PROXIES === 0 && !warned) {
      warned = true;
      log.warn(
        "X-Forwarded-For came with a request and TRUSTED_PROXIES is 0: if it is your proxy's, all callers share its limits",
      );
    }
  }

  function report(req: IncomingMessage, res: ServerResponse, pathname: string, door: string, ms: number) {
    if (pathname.startsWith("/_next/") || pathname === "/healthz") return;
    const method = req.method ?? "GET";
    log.info({ method, path: withoutTokens(pathname), status: res.statusCode, ms: Math.round(ms) }, "request");
    const step = door === "connect" ? pathname.split("/")[3] : undefined;
    if (step && /^(identify|account|review|outcome)$/.test(step)) {
      metrics.steps.observe({ step, method, status: String(res.statusCode) }, ms / 1000);
    }
  }
}

function answer(
  req: IncomingMessage,
  res: ServerResponse,
  status: number,
  shown: "unknown" | "failure",
  supportCode: string | null,
  nonce: string,
) {
  const locale =
    localeAskedFor(URL.parse(req.url ?? "", "http://localhost")?.searchParams.get("locale")) ??
    localeAccepted(header(req, "accept-language") ?? null);
  res.writeHead(status, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
  res.end(problemDocument({ words: wordsIn(locale), locale, shown, supportCode, nonce }));
}

function rememberReturnOrigins(services: Services) {
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

function header(req: IncomingMessage, name: string): string | undefined {
  const value = req.headers[name];
  return Array.isArray(value) ? value.join(",") : value;
}
