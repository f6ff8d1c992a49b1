import { randomUUID } from "node:crypto";
import { OpenAPIHono } from "@hono/zod-openapi";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { services } from "../services.ts";
import type { ApiApp, ApiEnv, ApiServices } from "./env.ts";
import { authenticate } from "./guards/authenticate.ts";
import { inTurn } from "./guards/in-turn.ts";
import { limitBody } from "./guards/limit-body.ts";
import { limitRequests } from "./guards/limit-requests.ts";
import { repeatable } from "./guards/repeatable.ts";
import { turnAwayInvalid } from "./hook.ts";
import { allowedMethods } from "./methods.ts";
import { NOT_VALID, refusal } from "./refusal.ts";
import { companyRoutes } from "./routes/companies.ts";
import { connectionRoutes } from "./routes/connections.ts";
import { passcodeRoutes } from "./routes/passcodes.ts";
import { sourceAccountBatchRoute } from "./routes/source-account-batch.ts";
import { sourceAccountRoutes } from "./routes/source-accounts.ts";

/** The institution API with whatever services it is given; paths are below `/api`. */
export function createApi(services: ApiServices) {
  const outer = new Hono<ApiEnv>();
  outer.use(async (c, next) => {
    c.set("correlationId", randomUUID().replaceAll("-", ""));
    await next();
  });
  outer.route("/api", operations(services));
  outer.notFound((c) => refusal(c, 404, "No such operation."));
  outer.onError((error, c) => {
    if (error instanceof HTTPException) {
      const message = error.status === 415 ? "The body is not application/json." : NOT_VALID;
      return refusal(c, error.status as 400, message);
    }
    services().log.error({ err: error, correlationId: c.get("correlationId") }, "an API request failed");
    return refusal(c, 500, "An unexpected fault of ours.");
  });
  return outer;
}

function operations(services: ApiServices): ApiApp {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: (result, c) => turnAwayInvalid(result, c) });
  app.use(authenticate(services), limitRequests(services), limitBody);
  app.use("/companies/:companyId/*", inTurn(services));
  app.use(repeatable(services));
  companyRoutes(app, services);
  connectionRoutes(app, services);
  sourceAccountRoutes(app, services);
  sourceAccountBatchRoute(app, services);
  passcodeRoutes(app, services);
  app.all("*", (c) => {
    const methods = allowedMethods(app, c.req.path);
    if (methods.length === 0) return refusal(c, 404, "No such operation.");
    c.header("Allow", methods.join(", "));
    return refusal(c, 405, "This method is not allowed here.");
  });
  return app;
}

/** The institution API over the running application's services. */
export const api = createApi(services);
