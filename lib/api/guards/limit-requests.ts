import type { MiddlewareHandler } from "hono";
import type { Quota } from "../../institution/request-limits.ts";
import { ADDRESS_HEADER } from "../../web/http/client-address.ts";
import type { ApiContext, ApiEnv, ApiServices } from "../env.ts";
import { tooMany } from "../refusal.ts";

/** Counts the request against its address and its institution's day, and says on every answer what is left. */
export const limitRequests =
  (services: ApiServices): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const counted = await services().requestLimits.count(addressOf(c), c.get("institutionId"));
    if (counted.allowed) await next();
    else c.res = tooMany(c, counted.waitSeconds);
    if (counted.quota) announce(c, counted.quota);
  };

/** How long an address must wait that comes too often without a key; null when it need not. */
export async function strangerMustWait(c: ApiContext, services: ApiServices) {
  const counted = await services().requestLimits.count(addressOf(c), null);
  return counted.allowed ? null : counted.waitSeconds;
}

function announce(c: ApiContext, { limit, left, resetsAt }: Quota) {
  c.header("X-Rate-Limit-Limit", String(limit));
  c.header("X-Rate-Limit-Remaining", String(left));
  c.header("X-Rate-Limit-Reset", resetsAt.toISOString());
}

const addressOf = (c: ApiContext) => c.req.header(ADDRESS_HEADER) ?? "unknown";
