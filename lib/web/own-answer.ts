import type { IncomingMessage, ServerResponse } from "node:http";
import { problemDocument, type Told } from "./documents.ts";
import { header } from "./incoming.ts";
import { localeAccepted, localeAskedFor, type Messages, wordsIn } from "./words.ts";

export type OwnAnswer = { status: number; shown: keyof Messages["problem"]; supportCode: string | null; tell?: Told };

/** Answers a request with a problem page of ours, without Next, in the language the request asks for. */
export function answerWith(req: IncomingMessage, res: ServerResponse, nonce: string, own: OwnAnswer) {
  const asked = localeAskedFor(URL.parse(req.url ?? "", "http://localhost")?.searchParams.get("locale"));
  const locale = asked ?? localeAccepted(header(req, "accept-language") ?? null);
  const { status, shown, supportCode, tell } = own;
  for (const name of ["content-encoding", "content-length", "etag", "location"]) res.removeHeader(name);
  res.writeHead(status, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
  res.end(problemDocument({ words: wordsIn(locale), locale, shown, supportCode, nonce, ...(tell ? { tell } : {}) }));
}

/**
 * Lets `replace` answer instead, once, when an answer of status 500 or more is about to be sent, or one that is `unread`:
 * the framework's own is in one language, and says nothing that helps. Answers a function that stops the watching.
 */
export function watchForFailure(res: ServerResponse, unread: () => boolean, replace: () => void): () => void {
  const { writeHead, write, end } = res;
  const release = () => Object.assign(res, { writeHead, write, end });
  const failing = () => !res.headersSent && (res.statusCode >= 500 || unread());
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
  return release;
}
