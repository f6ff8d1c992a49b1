import { Hono } from "hono";
import { z } from "zod";
import { jsonBody } from "../json-body.ts";
import type { World } from "../world.ts";
import { invalid, success } from "./envelope.ts";
import type { ProviderEnv } from "./gate.ts";

const AccountQuery = z.looseObject({
  data: z.looseObject({ bankId: z.guid().toLowerCase(), externalId: z.string().min(1) }),
});

/** POST /v1/accountqueries: every bank account ever made for an external id, newest first. */
export function accountQueryRoutes(world: World) {
  return new Hono<ProviderEnv>().post("/accountqueries", async (c) => {
    const query = AccountQuery.safeParse(await jsonBody(c));
    if (!query.success) return invalid(c, "AccountQueryRequest", query.error);
    const { bankId, externalId } = query.data.data;
    const ours = world.ledger.banks.get(bankId)?.region === c.var.region;
    const found = world.ledger.bankAccounts
      .values()
      .filter((account) => ours && account.bankId === bankId && account.externalId === externalId)
      .map(({ id, status, requestedStartDate }) => ({
        bankAccountId: id,
        bankId,
        externalId,
        status,
        requestedStartDate,
      }))
      .toArray();
    return success(c, found.reverse());
  });
}
