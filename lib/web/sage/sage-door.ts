import { createHash, timingSafeEqual } from "node:crypto";
import { services } from "../../services.ts";
import { STORE_RETRY_SECONDS } from "../../store-trouble.ts";

/** True when a request carries the secret header that was agreed with Sage; takes the same time whatever was sent. */
function isFromSage(request: Request): boolean {
  const expected = services().env.notificationHeader;
  if (!expected) return false;
  return timingSafeEqual(digest(request.headers.get(expected.name) ?? ""), digest(expected.value));
}

const digest = (text: string) => createHash("sha256").update(text).digest();

/**
 * A callback that Sage's servers call by themselves. Without the secret header it is refused. It answers in Sage's
 * envelope, also when the store is away.
 */
export function sageDoor(handle: (request: Request) => Promise<Response>) {
  return async (request: Request): Promise<Response> => {
    if (!isFromSage(request)) return sageError(401, "AuthenticationError", "The secret header is missing or wrong.");
    try {
      return await handle(request);
    } catch (error) {
      services().log.error({ err: error, path: new URL(request.url).pathname }, "a callback failed");
      const failed = sageError(503, "InternalServerError", "An unexpected fault of ours; the call may be repeated.");
      failed.headers.set("retry-after", String(STORE_RETRY_SECONDS));
      return failed;
    }
  };
}

/** A refusal of the callbacks that Sage calls by itself, in the envelope that Sage itself uses. */
export function sageError(status: number, code: string, message: string, target?: string) {
  const detail = target ? [{ target, code: "InvalidPropertyValue", message }] : null;
  return Response.json({ data: null, links: null, meta: null, error: { code, message, detail } }, { status });
}
