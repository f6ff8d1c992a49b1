import type { MiddlewareHandler } from "hono";
import { hashApiKey } from "../../institution/api-key.ts";
import type { ApiEnv, ApiServices } from "../env.ts";
import { refusal, tooMany } from "../refusal.ts";
import { strangerMustWait } from "./limit-requests.ts";

/** Lets in the holder of an API key that was not revoked, and remembers the key's institution. */
export const authenticate =
  (services: ApiServices): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const { apiKeys, env } = services();
    const key = readKey(c.req.header("authorization"));
    const holder = key ? await apiKeys.holder(hashApiKey(env.apiKeyKey, key)) : null;
    if (!holder || holder.revoked) {
      const waitSeconds = await strangerMustWait(c, services);
      if (waitSeconds !== null) return tooMany(c, waitSeconds);
    }
    if (!holder) {
      c.header("WWW-Authenticate", 'Basic realm="Institution API", charset="UTF-8"');
      if (key) return refusal(c, 401, "Unauthorized: nobody has this API key.");
      return refusal(c, 401, "Unauthorized: send Authorization: Basic and the base64 of your API key.");
    }
    if (holder.revoked)
      return refusal(c, 403, "You are using an outdated API key or a key not associated with that resource.");
    c.set("institutionId", holder.institutionId);
    return next();
  };

/**
 * `Basic` and the base64 of the key alone. Many clients encode a user without a password, as `key:`. Others encode a
 * line of a file with its line end. A key contains neither.
 */
function readKey(header: string | undefined) {
  const encoded = /^Basic +([A-Za-z0-9+/_-]{1,400}=*) *$/i.exec(header ?? "")?.[1];
  if (!encoded) return null;
  return Buffer.from(encoded, "base64").toString("utf8").trim().replace(/:$/, "").trim() || null;
}
