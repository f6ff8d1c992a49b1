import { Hono } from "hono";
import type { World } from "../world.ts";
import { accessTokenRoutes } from "./access-token.ts";
import { availableAccountRoutes } from "./available-accounts.ts";
import { bankAccountRoutes } from "./bank-accounts.ts";
import { consumerBankRoutes } from "./banks.ts";
import { type CompanyEnv, companyGate } from "./company-gate.ts";
import { linkRoutes } from "./link.ts";
import { organisationRoutes } from "./organisations.ts";
import { pollRoutes } from "./poll.ts";

/** The Consumer API, under /api/v1: what a product calls. */
export function consumerRoutes(world: World) {
  const company = "/api/v1/organisations/:organisationId/companies/:companyId";
  return new Hono<CompanyEnv>()
    .route("/api/v1", organisationRoutes(world))
    .route("/api/v1", accessTokenRoutes(world))
    .route("/api/v1", consumerBankRoutes(world))
    .route("/api/v1", pollRoutes(world))
    .use(`${company}/*`, companyGate(world))
    .route(company, linkRoutes(world))
    .route(company, bankAccountRoutes(world))
    .route(company, availableAccountRoutes(world));
}
