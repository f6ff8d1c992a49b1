import { createHmac } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { KeptAnswer } from "../../institution/repeats.ts";
import type { ApiContext, ApiEnv, ApiServices } from "../env.ts";
import { NOT_VALID, refusal } from "../refusal.ts";
import { uuid } from "../wire/fields.ts";

const Key = uuid();

/**
 * Makes POST and PATCH with an Idempotency-Key happen once: a repeat gets the first answer, whatever that was. Only 429 is
 * not kept, since it says to come again.
 */
export const repeatable =
  (services: ApiServices): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const written = c.req.header("idempotency-key");
    if (written === undefined || (c.req.method !== "POST" && c.req.method !== "PATCH")) return next();
    const key = Key.safeParse(written);
    if (!key.success) return refusal(c, 400, NOT_VALID, [{ itemId: "Idempotency-Key", message: "must be one UUID" }]);
    const { repeats, env } = services();
    const institutionId = c.get("institutionId");
    const begun = await repeats.begin(institutionId, key.data, await fingerprint(c, env.fingerprintKey));
    if (begun.type === "repeat") return again(begun.answer);
    if (begun.type === "in-flight")
      return refusal(c, 409, "The first request with this Idempotency-Key is still being worked on.");
    if (begun.type === "other-request")
      return refusal(c, 422, "This Idempotency-Key came with another request before.");
    try {
      await next();
      if (c.res.status === 429) return await repeats.release(institutionId, key.data, begun.claim);
      await repeats.keep(institutionId, key.data, begun.claim, await kept(c.res));
    } catch (error) {
      await repeats.release(institutionId, key.data, begun.claim);
      throw error;
    }
  };

/** Keyed, because a body may hold an account number, which a plain hash would give away. */
async function fingerprint(c: ApiContext, secret: Uint8Array) {
  const { pathname, search } = new URL(c.req.url);
  const body = await c.req.text();
  return createHmac("sha256", secret).update(`${c.req.method} ${pathname}${search}\n${body}`).digest("hex");
}

async function kept(response: Response): Promise<KeptAnswer> {
  const contentType = response.headers.get("content-type");
  return { status: response.status, contentType, body: await response.clone().text() };
}

function again({ status, contentType, body }: KeptAnswer) {
  const headers = { "Idempotency-Replayed": "true", ...(contentType ? { "content-type": contentType } : {}) };
  return new Response(body === "" ? null : body, { status: status as ContentfulStatusCode, headers });
}
