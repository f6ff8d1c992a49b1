import { createHash, timingSafeEqual } from "node:crypto";
import { services } from "../services.ts";

/** True when a request carries the secret header that was agreed with Sage; takes the same time whatever was sent. */
export function isFromSage(request: Request): boolean {
  const expected = services().env.notificationHeader;
  if (!expected) return false;
  return timingSafeEqual(digest(request.headers.get(expected.name) ?? ""), digest(expected.value));
}

const digest = (text: string) => createHash("sha256").update(text).digest();

/** A refusal of the callbacks that Sage calls by itself, in the envelope that Sage itself uses. */
export function sageError(status: number, code: string, message: string, target?: string) {
  const detail = target ? [{ target, code: "InvalidPropertyValue", message }] : null;
  return Response.json({ data: null, links: null, meta: null, error: { code, message, detail } }, { status });
}
