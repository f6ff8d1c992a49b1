import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { MiddlewareHandler } from "hono";
import { charsetOf, decodeText } from "../../body-text.ts";
import { bytesWithin } from "../../web/http/body.ts";
import type { ApiContext, ApiEnv } from "../env.ts";
import { NOT_VALID, refusal } from "../refusal.ts";

const MAX_BODY = 2 * 1024 * 1024;

/** Reads at most 2 MB of a body, packed and unpacked. Hands it on as UTF-8, in any encoding that was sent. */
export const readBody: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const { raw } = c.req;
  if (raw.body === null) return next();
  const headers = new Headers(raw.headers);
  if (Number(headers.get("content-length") ?? 0) > MAX_BODY) return tooLarge(c);
  const sent = await bytesWithin(raw, MAX_BODY);
  if (!sent) return tooLarge(c);
  const bytes = await unpacked(sent, headers.get("content-encoding"));
  if (bytes === "too-large") return tooLarge(c);
  if (bytes === "not-gzip")
    return refusal(c, 400, NOT_VALID, [{ itemId: "body", message: "is not gzip", validatorName: "gzip" }]);
  if (bytes === "unknown-encoding") {
    c.header("Accept-Encoding", "gzip");
    return refusal(c, 415, "The body's Content-Encoding is neither gzip nor identity.");
  }
  const contentType = headers.get("content-type");
  const decoded = decodeText(bytes, charsetOf(contentType));
  if (!decoded.ok) {
    if (decoded.problem.code === "unknown-charset")
      return refusal(c, 415, "The charset that Content-Type declares is not known.");
    const { charset, at } = decoded.problem;
    const message = `is not ${charset} from this byte on: declare its charset in Content-Type, or send UTF-8`;
    return refusal(c, 400, NOT_VALID, [{ itemId: `body[${at}]`, message, validatorName: "charset" }]);
  }
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  if (contentType) headers.set("content-type", contentType.replace(/;\s*charset\s*=\s*("[^"]*"|[^;\s]+)/i, ""));
  const body = decoded.value === "" ? {} : { body: decoded.value };
  c.req.raw = new Request(raw.url, { method: raw.method, headers, ...body });
  return next();
};

const tooLarge = (c: ApiContext) => refusal(c, 413, "The body is larger than 2 MB.");

const unpack = promisify(gunzip);

/** A body as it was before it was packed. A small one may hold far more than is ever read: it is unpacked no further. */
async function unpacked(sent: Uint8Array, encoding: string | null) {
  const named = encoding?.trim().toLowerCase() ?? "";
  if (named === "" || named === "identity") return sent;
  if (named !== "gzip" && named !== "x-gzip") return "unknown-encoding";
  try {
    return await unpack(sent, { maxOutputLength: MAX_BODY });
  } catch (error) {
    return error instanceof RangeError ? "too-large" : "not-gzip";
  }
}
