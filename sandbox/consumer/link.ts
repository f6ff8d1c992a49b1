import { type Context, Hono } from "hono";
import { entryUrl } from "../sage/auth-url.ts";
import type { Authorisation } from "../sage/authorisation.ts";
import { startAuthorisation } from "../sage/start-authorisation.ts";
import type { World } from "../world.ts";
import { type CompanyEnv, ownAccount } from "./company-gate.ts";
import { diagnosis } from "./diagnosis.ts";
import { pollFields } from "./poll.ts";

/** The two calls that send a person to the bank: to link an account, and to authorise one again. */
export function linkRoutes(world: World) {
  const begun = { bankAccountId: null, locale: "en", product: "accounting", startedBy: "consumer" } as const;
  return new Hono<CompanyEnv>()
    .get("/indirectlinkaccount", async (c) => {
      const bankId = (c.req.query("bankid") ?? c.req.query("bankId") ?? "").toLowerCase();
      if (!world.ledger.banks.get(bankId)?.enabled) return diagnosis(c, 404, "BankNotFound", "No bank with this id");
      const { owner } = c.var;
      const { authorisation } = await startAuthorisation(world, { ...begun, kind: "onboard", bankId, owner });
      return leave(c, world, authorisation);
    })
    .get("/bankaccounts/:id/indirectauth", async (c) => {
      const account = ownAccount(world, c.var.owner, c.req.param("id"));
      if (!account) return diagnosis(c, 404, "BankAccountNotFound", "No bank account with this id");
      if (account.status === "cancelled")
        return diagnosis(c, 409, "BankAccountCancelled", "The bank account is cancelled");
      const { bankId, id, owner, product } = account;
      const beginning = { ...begun, kind: "reauth", bankId, bankAccountId: id, owner, product } as const;
      const { authorisation } = await startAuthorisation(world, beginning);
      return leave(c, world, authorisation);
    });
}

/** A redirect for a browser; with web=true its body tells a program the same. */
function leave(c: Context, world: World, authorisation: Authorisation) {
  const redirect = entryUrl(world, authorisation);
  if (c.req.query("web") !== "true") return c.redirect(redirect, 302);
  return c.json({ redirect, ...pollFields(world, authorisation) }, 302, { location: redirect });
}
