import { Hono } from "hono";
import type { World } from "../world.ts";
import { accountQueryRoutes } from "./account-queries.ts";
import { authorisationRoutes } from "./authorisations.ts";
import { bankRoutes } from "./banks.ts";
import { gate, type ProviderEnv } from "./gate.ts";
import { statementRoutes } from "./statements.ts";

/** The Provider API of both regions, under /{region}/provider/v1. */
export function providerRoutes(world: World) {
  const base = "/:region{eu|us}/provider/v1";
  return new Hono<ProviderEnv>()
    .use(`${base}/*`, gate(world))
    .route(base, authorisationRoutes(world))
    .route(base, statementRoutes(world))
    .route(base, accountQueryRoutes(world))
    .route(base, bankRoutes(world));
}
