import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { services } from "../services.ts";
import { storeTroubleIn } from "../store-trouble.ts";
import { mintRequestId, REQUEST_ID_HEADER } from "../web/http/request-id.ts";
import type { ApiEnv, ApiServices } from "./env.ts";
import { operations } from "./operations.ts";
import { referenceRoutes } from "./reference/routes.ts";
import { NOT_VALID, notNow, refusal } from "./refusal.ts";

/** The institution API with whatever services it is given; paths are below `/api`. */
export function createApi(services: ApiServices) {
  const api = new Hono<ApiEnv>();
  const guarded = operations(services);
  api.use(async (c, next) => {
    // The front door's, which its log line has.
    const requestId = c.req.header(REQUEST_ID_HEADER) ?? mintRequestId();
    c.set("correlationId", requestId);
    await next();
    c.header("X-Request-Id", requestId);
  });
  referenceRoutes(api, guarded, services);
  api.route("/api", guarded);
  api.notFound((c) => refusal(c, 404, "No such operation."));
  api.onError((error, c) => {
    if (error instanceof HTTPException) {
      if (error.status === 415) return refusal(c, 415, "The body is not application/json.");
      // The framework throws it for one reason alone.
      return refusal(c, error.status as 400, NOT_VALID, [{ message: "is not JSON", validatorName: "json" }]);
    }
    services().log.error({ err: error, correlationId: c.get("correlationId") }, "an API request failed");
    if (storeTroubleIn(error)) return notNow(c);
    return refusal(c, 500, "An unexpected fault of ours.");
  });
  return api;
}

/** The institution API over the running application's services. */
export const api = createApi(services);
