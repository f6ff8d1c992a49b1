import { Hono } from "hono";
import { z } from "zod";
import { jsonBody } from "../json-body.ts";
import { isExpired } from "../sage/authorisation.ts";
import { PatchRequest, recordPatch } from "../sage/record-patch.ts";
import type { World } from "../world.ts";
import { invalid, refusal, success } from "./envelope.ts";
import type { ProviderEnv } from "./gate.ts";

/** PATCH /v1/authorisations/{id}: the provider's one report on one Connect Bank. */
export function authorisationRoutes(world: World) {
  return new Hono<ProviderEnv>().patch("/authorisations/:id", async (c) => {
    const { answers } = world.options;
    const body = await jsonBody(c);
    const authorisation = world.ledger.authorisations.get(c.req.param("id").toLowerCase());
    const bank = authorisation && world.ledger.banks.get(authorisation.bankId);
    if (!authorisation || bank?.region !== c.var.region) {
      return refusal(c, answers.unknownAuthorisation, "No authorisation with this id");
    }
    if (isExpired(authorisation, world.clock.now())) {
      return refusal(c, answers.expiredAuthorisation, "The authorisation has expired");
    }
    if (authorisation.status !== "created") {
      return refusal(c, answers.repeatedPatch, "The authorisation was already used");
    }
    const request = PatchRequest.safeParse(body);
    if (!request.success) return invalid(c, "AuthorisationRequest", request.error);
    const empty = request.data.data.status === "success" && !request.data.data.bankAccounts?.length;
    if (empty && authorisation.kind === "onboard" && answers.emptyAccounts !== "failure-page") {
      const path = ["data", "bankAccounts"];
      const error = new z.ZodError([
        { code: "custom", path, message: "at least one account is required", input: undefined },
      ]);
      if (answers.emptyAccounts === 400) return invalid(c, "AuthorisationRequest", error);
      return refusal(c, answers.emptyAccounts, "At least one account is required");
    }
    recordPatch(authorisation, request.data);
    return success(c, { _id: authorisation.id, status: authorisation.status }, answers.patchAccepted);
  });
}
