import { createRoute, z } from "@hono/zod-openapi";
import { REAUTHORISATIONS, type Reauthorisation } from "../../feed/reauthorisation.ts";
import type { ApiApp, ApiServices } from "../env.ts";
import { NOT_VALID, refusal } from "../refusal.ts";
import { invalid, repeatable, usual } from "../wire/error.ts";
import { json } from "../wire/json.ts";
import { AccountPath } from "./bank-transactions.ts";
import { homeOf } from "./source-accounts.ts";

const Reauthorization = z
  .object({
    accountId: z.string(),
    status: z.enum(["none", ...REAUTHORISATIONS]).openapi({
      description:
        "`none`: nobody is asked. `asked`: Sage is told at this moment. `required`: Sage asks its user; transactions you push wait. `given`: the user has done it and goes back to Sage.",
    }),
  })
  .openapi("Reauthorization");

const path = "/companies/{companyId}/connections/{connectionId}/bankAccounts/{accountId}/reauthorization";
const tags = ["Source accounts"];
const ask = createRoute({
  method: "post",
  path,
  operationId: "ask-for-reauthorization",
  summary: "Ask a user to authorise again",
  description:
    "When your consent has run out, or you want it renewed: Sage asks its user, who comes to this application once more. From then on transactions you push wait, and go to Sage by themselves once it is done. Asking twice is asking once. An extension.",
  tags,
  request: { params: AccountPath },
  responses: { 200: json(Reauthorization, "How far it is."), ...usual, ...invalid, ...repeatable },
});
const get = createRoute({
  method: "get",
  path,
  operationId: "get-reauthorization",
  summary: "Get how far a re-authorisation is",
  description: "Of one source account. An extension.",
  tags,
  request: { params: AccountPath },
  responses: { 200: json(Reauthorization, "How far it is."), ...usual },
});

/** Asking an account's user in Sage to authorise again. */
export function reauthorizationRoutes(app: ApiApp, services: ApiServices) {
  const statusOf = async (id: string): Promise<Reauthorisation | "none"> =>
    (await services().feed.reauthorisationOf(id)) ?? "none";

  app.openapi(ask, async (c) => {
    const { accountId, ...ids } = c.req.valid("param");
    const { feed } = services();
    const id = await feed.accountAt(homeOf(c, ids), accountId);
    if (!id) return refusal(c, 404, `Account ${accountId.slice(0, 64)} not found`);
    if ((await feed.askReauthorisation(id, "institution")) === "not-connected")
      return refusal(c, 400, NOT_VALID, [
        {
          itemId: "accountId",
          message: "is not connected to Sage, or of a connection that is Unlinked",
          validatorName: "connected",
        },
      ]);
    return c.json({ accountId, status: await statusOf(id) }, 200);
  });

  app.openapi(get, async (c) => {
    const { accountId, ...ids } = c.req.valid("param");
    const { feed } = services();
    const id = await feed.accountAt(homeOf(c, ids), accountId);
    if (!id) return refusal(c, 404, `Account ${accountId.slice(0, 64)} not found`);
    return c.json({ accountId, status: await statusOf(id) }, 200);
  });
}
