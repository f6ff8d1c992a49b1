import { Hono } from "hono";
import { z } from "zod";
import { jsonBody } from "../json-body.ts";
import type { BankAccount } from "../sage/bank-account.ts";
import type { World } from "../world.ts";
import { invalid, refusal, success } from "./envelope.ts";
import type { ProviderEnv } from "./gate.ts";

const AccountQuery = z.looseObject({
  data: z.looseObject({ bankId: z.guid().toLowerCase(), externalId: z.string().min(1) }),
});

/**
 * POST /v1/accountqueries: the bank account behind an external id, of several the newest that is not cancelled. As a list, every one
 * that was ever made for it, the newest first.
 */
export function accountQueryRoutes(world: World) {
  return new Hono<ProviderEnv>().post("/accountqueries", async (c) => {
    const query = AccountQuery.safeParse(await jsonBody(c));
    if (!query.success) return invalid(c, "AccountQueryRequest", query.error);
    const { bankId, externalId } = query.data.data;
    const ours = world.ledger.banks.get(bankId)?.region === c.var.region;
    const found = world.ledger.bankAccounts
      .values()
      .filter((account) => ours && account.bankId === bankId && account.externalId === externalId)
      .toArray()
      .reverse();
    const { accountQueries, answers } = world.options;
    if (accountQueries === "list") return success(c, found.map(shown));
    const one = found.find(({ status }) => status !== "cancelled") ?? found[0];
    return one ? success(c, shown(one)) : refusal(c, answers.unknownExternalId, "No bank account with this externalId");
  });

  function shown({ id, status, requestedStartDate }: BankAccount) {
    const date = { datetime: requestedStartDate, date: requestedStartDate.slice(0, 10), none: undefined };
    return { bankAccountId: id, status, requestedStartDate: date[world.options.requestedStartDates] };
  }
}
