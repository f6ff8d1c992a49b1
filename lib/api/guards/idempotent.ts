import { createHmac } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { KeptAnswer } from "../../institution/idempotency.ts";
import type { ApiContext, ApiEnv, ApiServices } from "../env.ts";
import { NOT_VALID, refusal } from "../refusal.ts";
import { uuid } from "../wire/fields.ts";

const Key = uuid();

/**
 * Makes POST and PATCH with an Idempotency-Key happen once. All code behind this guard runs in one database
 * transaction, which stores the answer too. So nothing behind it may wait for a network: see
 * docs/decisions/013-once.md.
 */
export const idempotent =
  (services: ApiServices): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const written = c.req.header("idempotency-key");
    if (written === undefined || (c.req.method !== "POST" && c.req.method !== "PATCH")) return next();
    const key = Key.safeParse(written);
    if (!key.success) return refusal(c, 400, NOT_VALID, [{ itemId: "Idempotency-Key", message: "must be one UUID" }]);
    const { idempotentAnswers: repeats, env } = services();
    const print = await fingerprint(c, env.fingerprintKey);
    const done = await repeats.once(c.get("institutionId"), key.data, print, async () => {
      await next();
      return kept(c.res);
    });
    switch (done.type) {
      case "first":
        return;
      case "repeat":
        return again(done.answer);
      case "in-flight":
        return refusal(c, 409, "The first request with this Idempotency-Key is still being worked on.");
      case "other-request":
        return refusal(c, 422, "This Idempotency-Key came with another request before.");
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
