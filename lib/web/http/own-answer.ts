import type { IncomingMessage, ServerResponse } from "node:http";
import { STORE_RETRY_SECONDS } from "../../store-trouble.ts";
import { localeAccepted, localeAskedFor, type Messages, translatorIn } from "../text/t.ts";
import { problemDocument, type Told } from "./documents.ts";
import { header } from "./incoming.ts";
import { doorOf, isPlainDoor } from "./security-headers.ts";

export type OwnAnswer = { status: number; shown: keyof Messages["problem"]; supportCode: string | null; tell?: Told };

/** Answers a request with an error page of ours, without Next, in the language the request asks for. */
export function answerWith(req: IncomingMessage, res: ServerResponse, nonce: string, own: OwnAnswer) {
  const asked = localeAskedFor(URL.parse(req.url ?? "", "http://localhost")?.searchParams.get("locale"));
  const locale = asked ?? localeAccepted(header(req, "accept-language") ?? null);
  const { status, shown, supportCode, tell } = own;
  for (const name of ["content-encoding", "content-length", "etag", "location"]) res.removeHeader(name);
  res.writeHead(status, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
  const isOurs = isPlainDoor(doorOf((req.url ?? "/").split("?", 1)[0] ?? "/"));
  const words = { t: translatorIn(locale), locale, shown, supportCode, nonce: isOurs ? null : nonce };
  res.end(problemDocument({ ...words, ...(tell ? { tell } : {}) }));
}

/**
 * Lets `replace` answer instead, once, when an answer that `fails` is about to be sent. The framework's own answer has
 * one language and does not help.
 */
export function watchForFailure(res: ServerResponse, fails: () => boolean, replace: () => void) {
  const { writeHead, write, end } = res;
  const release = () => {
    Object.assign(res, { writeHead, write, end });
    watched.delete(res);
  };
  watched.set(res, release);
  const failing = () => !res.headersSent && fails();
  res.writeHead = ((status: number, ...rest: unknown[]) => {
    res.statusCode = status;
    return failing() ? res : (writeHead as (...all: unknown[]) => ServerResponse).call(res, status, ...rest);
  }) as typeof writeHead;
  res.write = ((...all: unknown[]) =>
    failing() ? true : (write as (...all: unknown[]) => boolean).apply(res, all)) as typeof write;
  res.end = ((...all: unknown[]) => {
    if (!failing()) return (end as (...all: unknown[]) => ServerResponse).apply(res, all);
    release();
    replace();
    return res;
  }) as typeof end;
}

const watched = new WeakMap<ServerResponse, () => void>();

/** Stops the watching of an answer, where it is watched. */
export const releaseWatch = (res: ServerResponse) => watched.get(res)?.();

/** Makes "not now" of a failure that the store caused, whatever page or route answers it. */
export function tellTrouble(res: ServerResponse, isTrouble: () => boolean) {
  const { writeHead } = res;
  res.writeHead = ((status: number, ...rest: unknown[]) => {
    const isOurs = status === 500 && isTrouble();
    if (isOurs) res.setHeader("retry-after", String(STORE_RETRY_SECONDS));
    return (writeHead as (...all: unknown[]) => ServerResponse).call(res, isOurs ? 503 : status, ...rest);
  }) as typeof writeHead;
}
