import type { IncomingMessage, ServerResponse } from "node:http";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { header } from "./incoming.ts";
import { type PageFile, pageScript } from "./page-files.ts";

/** The page's script asks with it, and every answer of ours to a page has it: an answer without it is not ours. */
const PAGE_HEADER = "X-Page";
/** Where a form leads, for the page's script: an answer that leads elsewhere by itself cannot be read by it. */
const NEXT_HEADER = "X-Next";

/**
 * The document that the framework wrote, without its script: scripts, preloads of scripts and the comments that tie
 * nodes to them. The page's own script stands in their place.
 */
export const withoutFramework = (html: string) =>
  html
    .replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, "")
    .replace(/<link\b[^>]*\bas="script"[^>]*>/g, "")
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace("</head>", `<script src="${pageScript.path}" defer></script></head>`);

const held = new WeakMap<ServerResponse, () => void>();

/** Forgets what is held back of a page that failed half-way: another one takes its place. */
export const forgetHeld = (res: ServerResponse) => held.get(res)?.();

/**
 * Holds back an answer of the framework until it is whole. A document loses the framework's script. A redirect that the
 * page's script asked for becomes an answer that it can read.
 */
export function sendPlainly(req: IncomingMessage, res: ServerResponse) {
  const encoding = encodingFor(header(req, "accept-encoding") ?? "");
  // The framework would compress what has to be read here.
  delete req.headers["accept-encoding"];
  const byPage = header(req, "x-page") !== undefined;
  const { writeHead, write, end, flushHeaders } = res;
  const release = () => Object.assign(res, { writeHead, write, end, flushHeaders });
  const chunks: Buffer[] = [];
  /** True once the answer is known to be a document. Any other answer is let through. */
  let isHeld = false;
  held.set(res, () => chunks.splice(0));
  res.setHeader(PAGE_HEADER, "1");

  const begin = () => {
    if (isHeld) return;
    const location = res.getHeader("location");
    if (byPage && typeof location === "string" && res.statusCode >= 300 && res.statusCode < 400) {
      res.statusCode = 204;
      res.setHeader(NEXT_HEADER, location);
      for (const name of ["location", "content-length", "content-type"]) res.removeHeader(name);
    }
    isHeld = String(res.getHeader("content-type") ?? "").startsWith("text/html");
    if (!isHeld) release();
  };
  res.writeHead = ((status: number, ...rest: unknown[]) => {
    for (const [name, value] of Object.entries(rest.find((one) => typeof one === "object") ?? {}))
      res.setHeader(name, value as string);
    res.statusCode = status;
    begin();
    return isHeld ? res : res.writeHead(res.statusCode);
  }) as typeof writeHead;
  res.write = ((...all: [Uint8Array | string]) => {
    begin();
    if (!isHeld) return res.write(...all);
    chunks.push(Buffer.from(all[0] as string));
    return true;
  }) as typeof write;
  res.end = ((...all: unknown[]) => {
    begin();
    if (!isHeld) return (res.end as (...all: unknown[]) => ServerResponse)(...all);
    release();
    const [chunk] = all;
    if (typeof chunk === "string" || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk as string));
    return sendText(req, res, withoutFramework(Buffer.concat(chunks).toString("utf8")), encoding);
  }) as typeof end;
  res.flushHeaders = () => {
    begin();
    if (!isHeld) res.flushHeaders();
  };
}

type Encoding = "br" | "gzip" | null;

const encodingFor = (accepted: string): Encoding =>
  takes(accepted, "br") ? "br" : takes(accepted, "gzip") ? "gzip" : null;

/** True where an Accept-Encoding names it with a quality other than 0. */
const takes = (accepted: string, name: string) =>
  accepted.split(",").some((part) => {
    const [coding = "", ...parameters] = part.split(";").map((one) => one.trim().toLowerCase());
    return coding === name && !parameters.some((one) => /^q=0(\.0*)?$/.test(one));
  });

const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** Sends a document as short as its reader takes it. */
function sendText(req: IncomingMessage, res: ServerResponse, text: string, encoding: Encoding) {
  const plain = Buffer.from(text);
  const sent = encoding === "br" ? brotliCompressSync(plain, QUICK) : encoding === "gzip" ? gzipSync(plain) : plain;
  return sendPacked(req, res, sent, encoding);
}

function sendPacked(req: IncomingMessage, res: ServerResponse, sent: Buffer, encoding: Encoding) {
  for (const name of ["etag", "link", "content-length", "transfer-encoding"]) res.removeHeader(name);
  if (encoding) res.setHeader("content-encoding", encoding);
  res.setHeader("vary", "accept-encoding");
  if (req.method !== "HEAD") res.setHeader("content-length", sent.length);
  return res.end(sent);
}

/** Sends a file that a page loads. A name of another release is answered with this one's file, which must not be kept. */
export function sendFile(req: IncomingMessage, res: ServerResponse, file: PageFile, isKept: boolean) {
  const encoding = encodingFor(header(req, "accept-encoding") ?? "");
  res.setHeader("content-type", file.type);
  res.setHeader("cache-control", isKept ? "public, max-age=31536000, immutable" : "no-store");
  return sendPacked(req, res, encoding ? file.packed[encoding] : Buffer.from(file.content), encoding);
}
