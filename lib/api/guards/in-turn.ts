import type { MiddlewareHandler } from "hono";
import type { ApiEnv, ApiServices } from "../env.ts";
import { tooMany } from "../refusal.ts";
import { CompanyPath } from "../wire/fields.ts";

/** Lets ten requests at once work for one company; the next one is asked to come back in a second. */
export const inTurn =
  (services: ApiServices): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const company = CompanyPath.safeParse(c.req.param());
    if (!company.success) return next();
    const { requestLimits } = services();
    const place = await requestLimits.enter(c.get("institutionId"), company.data.companyId);
    if (!place) return tooMany(c, 1);
    try {
      await next();
    } finally {
      await requestLimits.leave(place);
    }
  };
