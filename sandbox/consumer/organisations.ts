import { randomBytes, randomUUID } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import { jsonBody } from "../json-body.ts";
import type { World } from "../world.ts";
import { diagnosis } from "./diagnosis.ts";

const OrganisationRequest = z.looseObject({ company: z.looseObject({ name: z.string().min(1) }) });

/** POST /organisations: a new customer with one company. The signature is not checked. */
export function organisationRoutes(world: World): Hono {
  return new Hono().post("/organisations", async (c) => {
    const request = OrganisationRequest.safeParse(await jsonBody(c));
    if (!request.success) return diagnosis(c, 400, "InvalidBody", z.prettifyError(request.error));
    const organisationId = randomUUID();
    const companyIds = [randomUUID()];
    world.ledger.organisations.set(organisationId, { organisationId, companyIds, name: request.data.company.name });
    return c.json({ organisationId, companies: companyIds, token: randomBytes(32).toString("base64") }, 201);
  });
}
