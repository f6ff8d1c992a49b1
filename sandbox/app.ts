import { Hono } from "hono";
import { consumerRoutes } from "./consumer/routes.ts";
import { controlRoutes } from "./control/routes.ts";
import { institutionRoutes } from "./institution/routes.ts";
import { accountRoutes } from "./product/account-routes.ts";
import { entryRoutes } from "./product/frame-entry.ts";
import { landingRoutes } from "./product/frame-landing.ts";
import { productRoutes } from "./product/routes.ts";
import { providerRoutes } from "./provider/routes.ts";
import { tokenRoutes } from "./provider/token.ts";
import type { World } from "./world.ts";

/** All doors of the sandbox: Sage's two APIs, its pages, the institution's page and the controls. */
export function createApp(world: World): Hono {
  return new Hono()
    .use(async (c, next) => {
      await next();
      // Pages show the ledger as it is; a browser going back must ask again.
      if (!c.res.headers.has("cache-control")) c.res.headers.set("cache-control", "no-store");
    })
    .route("/", tokenRoutes(world))
    .route("/", providerRoutes(world))
    .route("/", consumerRoutes(world))
    .route("/", entryRoutes(world))
    .route("/", landingRoutes(world))
    .route("/", productRoutes(world))
    .route("/", accountRoutes(world))
    .route("/", institutionRoutes(world))
    .route("/", controlRoutes(world))
    .get("/favicon.ico", (c) => c.body(null, 204))
    .get("/healthz", (c) => c.text("ok")) as unknown as Hono;
}
