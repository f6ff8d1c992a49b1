import { OpenAPIHono } from "@hono/zod-openapi";
import type { ApiApp, ApiEnv, ApiServices } from "./env.ts";
import { authenticate } from "./guards/authenticate.ts";
import { emptyBody } from "./guards/empty-body.ts";
import { idempotent } from "./guards/idempotent.ts";
import { inTurn } from "./guards/in-turn.ts";
import { limitRequests } from "./guards/limit-requests.ts";
import { readBody } from "./guards/read-body.ts";
import { turnAwayInvalid } from "./hook.ts";
import { allowedMethods } from "./methods.ts";
import { refusal } from "./refusal.ts";
import { authorizationRoute } from "./routes/authorization.ts";
import { bankTransactionRoutes } from "./routes/bank-transactions.ts";
import { brandingRoutes } from "./routes/branding.ts";
import { companyRoutes } from "./routes/companies.ts";
import { connectionRoutes } from "./routes/connections.ts";
import { linkTokenRoutes } from "./routes/link-tokens.ts";
import { passcodeRoutes } from "./routes/passcodes.ts";
import { reauthorizationRoutes } from "./routes/reauthorization.ts";
import { settingsRoutes } from "./routes/settings.ts";
import { sourceAccountBatchRoute } from "./routes/source-account-batch.ts";
import { sourceAccountRoutes } from "./routes/source-accounts.ts";
import { webhookRoutes } from "./routes/webhooks.ts";

/** Every operation behind every guard, in the order in which a request meets them. */
export function operations(services: ApiServices): ApiApp {
  const app: ApiApp = new OpenAPIHono<ApiEnv>({ defaultHook: (result, c) => turnAwayInvalid(result, c) });
  app.use(authenticate(services), limitRequests(services), readBody, emptyBody);
  app.use("/companies/:companyId/*", inTurn(services));
  app.use(idempotent(services));
  companyRoutes(app, services);
  connectionRoutes(app, services);
  authorizationRoute(app, services);
  sourceAccountRoutes(app, services);
  sourceAccountBatchRoute(app, services);
  passcodeRoutes(app, services);
  bankTransactionRoutes(app, services);
  reauthorizationRoutes(app, services);
  linkTokenRoutes(app, services);
  webhookRoutes(app, services);
  settingsRoutes(app, services);
  brandingRoutes(app, services);
  app.all("*", (c) => {
    const methods = allowedMethods(app, c.req.path);
    if (methods.length === 0) return refusal(c, 404, "No such operation.");
    c.header("Allow", methods.join(", "));
    return refusal(c, 405, "This method is not allowed here.");
  });
  return app;
}
