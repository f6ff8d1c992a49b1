import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { mintSupportCode } from "../../journey/support-code.ts";
import { withoutTokens } from "../../log.ts";
import { type Services, servicesUsed, type Use } from "../../services.ts";
import { STORE_RETRY_SECONDS } from "../../store-trouble.ts";
import { type LinkVisit, linkDoor } from "../link/link-door.ts";
import { ADDRESS_HEADER } from "./client-address.ts";
import { drainBody } from "./drain-body.ts";
import { isForServers, mayPost } from "./form-origin.ts";
import { normaliseRequest } from "./incoming.ts";
import { answerWith, releaseWatch, tellTrouble, watchForFailure } from "./own-answer.ts";
import { type PageFile, pageFileAt, pageScript } from "./page-files.ts";
import { sendFile, sendPlainly } from "./plain-page.ts";
import { asPage, isByScript, isForm, namesKnownAction, readForm } from "./posted-form.ts";
import { mintRequestId, REQUEST_ID_HEADER } from "./request-id.ts";
import { METHODS, READING, readTarget } from "./request-target.ts";
import { returnOrigins } from "./return-origins.ts";
import { type Door, doorOf, isFile, isPlainDoor, securityHeaders } from "./security-headers.ts";

type Handle = (req: IncomingMessage, res: ServerResponse) => Promise<void>;
const pathOf = (req: IncomingMessage) => (req.url ?? "/").split("?", 1)[0] ?? "/";
const PLAIN = { "content-type": "text/plain" };
const NOT_HERE = { ...PLAIN, "x-nextjs-action-not-found": "1" };
/**
 * `isDraining` once the process must stop: it serves, and asks balancers to send it no more. `actions` are the names of
 * what forms can do in this build; null where it is made on demand. `styles` are the build's style sheets by
 * their addresses.
 */
type Mode = {
  dev: boolean;
  isDraining: () => boolean;
  actions: ReadonlySet<string> | null;
  styles?: ReadonlyMap<string, PageFile>;
};

/**
 * Every request passes this before a route sees it. It settles the address's spelling, the caller's address, our host
 * and the security headers, and refuses strangers' forms. Afterwards come a log line and a measurement without the
 * request's secrets.
 */
export function frontDoor(services: Services, handle: Handle, { dev, isDraining, actions, styles }: Mode): Handle {
  const { env, log, metrics, journeys, limits } = services;
  const publicUrl = new URL(env.PUBLIC_URL);
  const https = publicUrl.protocol === "https:";
  const returnOrigin = returnOrigins(services);
  const atLink = linkDoor(services);
  let warned = false;

  return async (req, res) => {
    const started = performance.now();
    drainBody(req, res);
    const target = readTarget(req.method ?? "GET", req.url ?? "/");
    if ("url" in target) req.url = target.url;
    const url = "url" in target ? target.url : "/";
    const pathname = url.split("?", 1)[0] ?? "/";
    const door = doorOf(pathname);
    const nonce = randomBytes(16).toString("base64");
    const requestId = mintRequestId();
    req.headers[REQUEST_ID_HEADER] = requestId;
    res.setHeader("X-Request-Id", requestId);
    res.once("finish", () => report(req, res, pathname, requestId, performance.now() - started));
    // Before the store is asked: an answer of ours says so, also when the store is away.
    if (isPlainDoor(door)) sendPlainly(req, res);
    try {
      // Next asks itself for the page after a form, and hands the address on; that is no proxy.
      const { forwarded } = normaliseRequest(req, env, publicUrl);
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
        pageScript: publicUrl.origin + pageScript.path,
      });
      for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
      // Next puts the nonce it finds here on every script it writes.
      req.headers["content-security-policy"] = headers["Content-Security-Policy"];
      req.headers["x-nonce"] = nonce;
      if ("status" in target) return answerAlone(req, res, nonce, target.status, METHODS);
      if (isFile(pathname) && !READING.some((known) => known === req.method))
        return answerAlone(req, res, nonce, 405, READING);
      const file = pageFileAt(pathname) ?? styles?.get(pathname);
      if (file) return void sendFile(req, res, file, file.path === pathname);
      if (pathname === "/readyz" && isDraining()) return void res.writeHead(503, PLAIN).end("stopping\n");
      if (link?.turnedAway) return turnAwayLink(req, res, nonce, link);
      if (door === "connect" && origin === null) return await turnAwayStray(req, res, nonce);
      if (req.method === "POST" && !mayPost(door, pathname, req.headers.origin, publicUrl.origin))
        return answerWith(req, res, nonce, { status: 403, shown: "form", supportCode: null });
      // Next takes no "null"; whether it is accepted was decided before.
      if (req.headers.origin === "null") delete req.headers.origin;
      if (actions && isForm(req) && !isForServers(pathname)) return await takeForm(req, res, nonce, actions, door);
      await answer(req, res, nonce, door, { reached: false });
    } catch (error) {
      releaseWatch(res);
      const supportCode = mintSupportCode();
      log.error({ err: error, path: withoutTokens(url), supportCode }, "a request failed");
      if (res.headersSent) return void res.end();
      res.setHeader("retry-after", String(STORE_RETRY_SECONDS));
      answerWith(req, res, nonce, { status: 503, shown: "failure", supportCode });
    }
  };

  /**
   * Lets Next answer. Where a person in a journey reads it, a page of ours replaces a failed answer. A form that failed
   * before any code of ours was reached was torn or tampered with, at whatever door.
   */
  async function answer(req: IncomingMessage, res: ServerResponse, nonce: string, door: Door, use: Use) {
    const isPage = door === "connect" || door === "link";
    const unread = () => req.method === "POST" && !use.reached && res.statusCode >= (isPage ? 400 : 500);
    if (isPage || door === "hop") {
      const fails = () => res.statusCode >= 500 || unread();
      watchForFailure(res, fails, () => fail(req, res, nonce, unread(), use.trouble));
    } else {
      tellTrouble(res, () => use.trouble === true);
      if (isForm(req) && !isForServers(pathOf(req))) watchForFailure(res, unread, () => fail(req, res, nonce, true));
    }
    await servicesUsed(use, () => handle(req, res));
  }

  /** A form whose action this release does not know is answered by its page, which has what was sent. */
  async function takeForm(
    req: IncomingMessage,
    res: ServerResponse,
    nonce: string,
    known: ReadonlySet<string>,
    door: Door,
  ) {
    const form = await readForm(req);
    if (!form) return answerWith(req, res, nonce, { status: 413, shown: "form", supportCode: null });
    // A page of an earlier release, which had the framework's script: it sends its form once more, as without script.
    if (isByScript(req) && isPlainDoor(door)) return void res.writeHead(404, NOT_HERE).end();
    if (isByScript(req)) return await answer(form.again, res, nonce, door, { reached: false });
    if (!form.fields) return answerWith(req, res, nonce, { status: 400, shown: "form", supportCode: null });
    if (namesKnownAction(form.fields, known)) return await answer(form.again, res, nonce, door, { reached: false });
    await answer(asPage(req), res, nonce, door, { reached: false, unknownForm: form.fields });
  }

  /** Answers a request that fits no door: a method that nothing here knows, or no address. */
  function answerAlone(
    req: IncomingMessage,
    res: ServerResponse,
    nonce: string,
    status: number,
    allowed: readonly string[],
  ) {
    res.setHeader("Allow", allowed.join(", "));
    if (status === 204) return void res.writeHead(204).end();
    answerWith(req, res, nonce, { status, shown: "unknown", supportCode: null });
  }

  /** A link that was used, has expired or was never ours gets one answer. The page around it may learn of it. */
  function turnAwayLink(req: IncomingMessage, res: ServerResponse, nonce: string, visit: LinkVisit) {
    const { origins, institution, turnedAway } = visit;
    const own =
      turnedAway === "limit" ? ({ status: 429, shown: "tooMany" } as const) : ({ status: 410, shown: "link" } as const);
    answerWith(req, res, nonce, {
      ...own,
      institution,
      supportCode: null,
      tell: { origins, code: turnedAway ?? "spent" },
    });
  }

  function fail(req: IncomingMessage, res: ServerResponse, nonce: string, unread: boolean, trouble = false) {
    if (unread) {
      // It may have been ours after all: code that could not load fails before any code of ours, too.
      const { statusCode: status } = res;
      if (status >= 500) log.warn({ path: withoutTokens(req.url ?? ""), status }, "a form could not be read");
      return answerWith(req, res, nonce, { status: 400, shown: "form", supportCode: null });
    }
    const supportCode = mintSupportCode();
    log.error({ path: withoutTokens(req.url ?? ""), supportCode }, "a page failed");
    journeys.noteRefusal(supportCode, { reason: "page-failed" }).catch(() => {});
    if (trouble) res.setHeader("retry-after", String(STORE_RETRY_SECONDS));
    answerWith(req, res, nonce, { status: trouble ? 503 : 500, shown: "failure", supportCode });
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

  function report(req: IncomingMessage, res: ServerResponse, pathname: string, requestId: string, ms: number) {
    if (pathname.startsWith("/_next/") || pathname === "/healthz") return;
    const method = req.method ?? "GET";
    const path = withoutTokens(pathname);
    log.info({ method, path, status: res.statusCode, ms: Math.round(ms), requestId }, "request");
    const step = /^\/connect\/[^/]+\/(identify|account|review|outcome)$/.exec(pathname)?.[1];
    if (step) metrics.steps.observe({ step, method, status: String(res.statusCode) }, ms / 1000);
  }
}
