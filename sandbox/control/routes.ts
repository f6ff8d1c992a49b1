import { Hono } from "hono";
import type { World } from "../world.ts";
import { actionRoutes } from "./action-routes.ts";
import { listing } from "./listing.ts";
import { problem } from "./problem.ts";
import { settingRoutes } from "./setting-routes.ts";
import { authorisationState, bankAccountState, state } from "./state.ts";

/** Everything a test or a curious person may ask of the sandbox or change in it. */
export function controlRoutes(world: World): Hono {
  return new Hono()
    .get("/_control", (c) => c.json({ routes: listing }))
    .get("/_control/state", (c) => c.json(state(world)))
    .get("/_control/requests", (c) => c.json(world.log))
    .get("/_control/authorisations/:id", (c) => {
      const authorisation = world.ledger.authorisations.get(c.req.param("id").toLowerCase());
      return authorisation
        ? c.json(authorisationState(world, authorisation))
        : problem(c, "unknown authorisation", 404);
    })
    .get("/_control/accounts/:bankAccountId", (c) => {
      const account = world.ledger.bankAccounts.get(c.req.param("bankAccountId").toLowerCase());
      return account ? c.json(bankAccountState(account)) : problem(c, "unknown bank account", 404);
    })
    .route("/_control", settingRoutes(world))
    .route("/_control", actionRoutes(world));
}
