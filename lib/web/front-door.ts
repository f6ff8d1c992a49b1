import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { mintSupportCode } from "../journey/support-code.ts";
import { withoutTokens } from "../log.ts";
import { type Services, servicesUsed } from "../services.ts";
import { ADDRESS_HEADER } from "./client-address.ts";
import { settle } from "./incoming.ts";
import { type LinkVisit, linkDoor } from "./link-door.ts";
import { answerWith, watchForFailure } from "./own-answer.ts";
import { returnOrigins } from "./return-origins.ts";
import { doorOf, isFile, securityHeaders } from "./security-headers.ts";

type Handle = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/**
 * What every request passes before a route sees it: whose address it has, which host we are, the security headers, no
 * stranger's form, and after it a log line and a measurement without its secrets.
 */
export function frontDoor(services: Services, handle: Handle, dev: boolean): Handle {
  const { env, log, metrics, journeys, limits } = services;
  const publicUrl = new URL(env.PUBLIC_URL);
  const https = publicUrl.protocol === "https:";
  const returnOrigin = returnOrigins(services);
  const atLink = linkDoor(services);
  let warned = false;

  return async (req, res) => {
    const started = performance.now();
    const url = req.url ?? "/";
    const pathname = url.split("?", 1)[0] ?? "/";
    const door = doorOf(pathname);
    const nonce = randomBytes(16).toString("base64");
    res.once("finish", () => report(req, res, pathname, performance.now() - started));
    let release = () => {};
    try {
      // Next asks itself for the page after a form, and hands the address on; that is no proxy.
      const { forwarded } = settle(req, env, publicUrl);
      if (!req.headers.rsc) warn(forwarded);
      const origin = door === "connect" ? await returnOrigin(pathname.split("/")[2] ?? "") : null;
      const link = door === "link" ? await atLink(req, pathname) : null;
      const frameAncestors = link
        ? ["'self'", ...link.origins].join(" ")
        : door === "preview"
          ? "'self'"
          : env.SAGE_FRAME_ANCESTORS;
      const headers = securityHeaders({
        door,
        nonce,
        https,
        dev,
        frameAncestors,
        keep: isFile(pathname),
        returnOrigin: origin,
      });
      for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
      // Next puts the nonce it finds here on every script it writes.
      req.headers["content-security-policy"] = headers["Content-Security-Policy"];
      req.headers["x-nonce"] = nonce;
      if (link?.turnedAway) return turnAwayLink(req, res, nonce, link);
      if (door !== "connect" && door !== "hop" && door !== "link") return await handle(req, res);
      if (door === "connect" && origin === null) return await turnAwayStray(req, res, nonce);
      if (isForeignPost(req)) return answerWith(req, res, nonce, { status: 403, shown: "form", supportCode: null });
      const use = { reached: false };
      // A post that nobody could make sense of: torn, tampered with, or from before the last deployment.
      const unread = () =>
        (door === "connect" || door === "link") && req.method === "POST" && !use.reached && res.statusCode >= 400;
      release = watchForFailure(res, unread, () => fail(req, res, nonce, unread()));
      await servicesUsed(use, () => handle(req, res));
    } catch (error) {
      release();
      const supportCode = mintSupportCode();
      log.error({ err: error, path: withoutTokens(url), supportCode }, "a request failed");
      if (res.headersSent) return void res.end();
      answerWith(req, res, nonce, { status: 503, shown: "failure", supportCode });
    }
  };

  /**
   * A form of ours comes from a page of ours; browsers say where a form comes from. In a frame with the sandbox attribute
   * they say "null", and there is nothing to steal: no cookie goes along, the token in the address is all that counts.
   */
  function isForeignPost(req: IncomingMessage) {
    const { origin } = req.headers;
    return req.method === "POST" && origin !== undefined && origin !== "null" && origin !== publicUrl.origin;
  }

  /** A link that was used, is over or was never ours: one answer, which the page around it may be told of. */
  function turnAwayLink(req: IncomingMessage, res: ServerResponse, nonce: string, { origins, turnedAway }: LinkVisit) {
    const own =
      turnedAway === "limit" ? ({ status: 429, shown: "tooMany" } as const) : ({ status: 410, shown: "link" } as const);
    answerWith(req, res, nonce, { ...own, supportCode: null, tell: { origins, code: turnedAway ?? "spent" } });
  }

  function fail(req: IncomingMessage, res: ServerResponse, nonce: string, unread: boolean) {
    if (unread) return answerWith(req, res, nonce, { status: 400, shown: "form", supportCode: null });
    const supportCode = mintSupportCode();
    log.error({ path: withoutTokens(req.url ?? ""), supportCode }, "a page failed");
    journeys.noteRefusal(supportCode, { reason: "page-failed" }).catch(() => {});
    answerWith(req, res, nonce, { status: 500, shown: "failure", supportCode });
  }

  /** An address that no journey has: opened by hand, torn, or guessed. Next is not asked. */
  async function turnAwayStray(req: IncomingMessage, res: ServerResponse, nonce: string) {
    // Not written down for those who come too often: a flood must not fill the store.
    const counted = await limits.spend("stray-address", String(req.headers[ADDRESS_HEADER]));
    const supportCode = counted.allowed ? mintSupportCode() : null;
    if (supportCode) await journeys.noteRefusal(supportCode, { reason: "journey-unknown" });
    answerWith(req, res, nonce, { status: 404, shown: "unknown", supportCode });
  }

  function warn(forwarded: boolean) {
    if (!forwarded || env.TRUSTED_PROXIES > 0 || warned) return;
    warned = true;
    log.warn(
      "X-Forwarded-For came with a request and TRUSTED_PROXIES is 0: if it is your proxy's, all callers share its limits",
    );
  }

  function report(req: IncomingMessage, res: ServerResponse, pathname: string, ms: number) {
    if (pathname.startsWith("/_next/") || pathname === "/healthz") return;
    const method = req.method ?? "GET";
    log.info({ method, path: withoutTokens(pathname), status: res.statusCode, ms: Math.round(ms) }, "request");
    const step = /^\/connect\/[^/]+\/(identify|account|review|outcome)$/.exec(pathname)?.[1];
    if (step) metrics.steps.observe({ step, method, status: String(res.statusCode) }, ms / 1000);
  }
}
