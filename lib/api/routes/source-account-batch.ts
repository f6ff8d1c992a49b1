import { createRoute, z } from "@hono/zod-openapi";
import type { ApiApp, ApiServices } from "../env.ts";
import { noConnection } from "../refusal.ts";
import { repeatable, usual, withBody } from "../wire/error.ts";
import { ConnectionPath } from "../wire/fields.ts";
import { json } from "../wire/json.ts";
import { AccountRequest, BatchAnswer } from "../wire/source-account.ts";
import { accountBody, detailsOf } from "../wire/source-account-body.ts";
import { ACCOUNTS, homeOf } from "./source-accounts.ts";

const create = createRoute({
  method: "post",
  path: `${ACCOUNTS}/batch`,
  operationId: "create-batch-source-account",
  summary: "Create source accounts",
  description:
    "Up to 1000 at once. One that does not fit its shape turns all away with 400 and nothing is stored; one whose id is taken is told by its own item, and the others are created.",
  tags: ["Source accounts"],
  request: { params: ConnectionPath, body: { required: true, ...json(z.array(AccountRequest).min(1).max(1000)) } },
  responses: {
    201: json(BatchAnswer, "All were created."),
    207: json(BatchAnswer, "Some were created."),
    ...usual,
    ...withBody,
    ...repeatable,
    409: json(
      z.union([BatchAnswer, repeatable[409].content["application/json"].schema]),
      "None was created: every id was taken.",
    ),
  },
});

/** Many source accounts in one request. */
export function sourceAccountBatchRoute(app: ApiApp, services: ApiServices) {
  app.openapi(create, async (c) => {
    const home = homeOf(c, c.req.valid("param"));
    const details = c.req.valid("json").map(detailsOf);
    const added = await services().accounts.add(home, details);
    if (!added) return noConnection(c, home.connectionId);
    const items = details.map(({ externalId }, index) => {
      const account = added[index];
      const result = account
        ? { statusCode: 200, account: accountBody(account) }
        : { statusCode: 409, error: `Account ${externalId} already exists` };
      return { sourceAccountId: externalId, result };
    });
    const created = added.filter((account) => account !== null).length;
    if (created === items.length) return c.json(items, 201);
    return created > 0 ? c.json(items, 207) : c.json(items, 409);
  });
}
