import { createMiddleware } from "hono/factory";
import { bearer } from "../jwt.ts";
import type { BankAccount } from "../sage/bank-account.ts";
import { type Owner, sameOwner } from "../sage/organisation.ts";
import type { World } from "../world.ts";
import { diagnosis } from "./diagnosis.ts";

export type CompanyEnv = { Variables: { owner: Owner } };

/** Lets a product in with a token of the company in the path, and with no other. */
export function companyGate(world: World) {
  return createMiddleware<CompanyEnv>(async (c, next) => {
    const holder = world.ledger.accessTokens.get(bearer(c.req.header("authorization")));
    if (!holder) return diagnosis(c, 401, "InvalidToken", "The token could not be authenticated");
    const { organisationId = "", companyId = "" } = c.req.param() as Record<string, string | undefined>;
    const asked = { organisationId, companyId };
    if (!sameOwner(holder, asked)) return diagnosis(c, 403, "Forbidden", "The token belongs to another company");
    c.set("owner", asked);
    await next();
  });
}

/** A bank account of this company; other companies' do not exist for it. */
export function ownAccount(world: World, owner: Owner, id: string): BankAccount | undefined {
  const account = world.ledger.bankAccounts.get(id.toLowerCase());
  return account && sameOwner(account.owner, owner) ? account : undefined;
}
