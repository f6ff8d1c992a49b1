import { createRoute, z } from "@hono/zod-openapi";
import { PUSH_ORDERS, pushField } from "../../feed/push-list.ts";
import { pushTransactions } from "../../feed/push-transactions.ts";
import type { ApiApp, ApiServices } from "../env.ts";
import { echoOf, exactDecimals } from "../guards/exact-decimals.ts";
import { readList } from "../read-list.ts";
import { asWritten, NOT_VALID, noCompany, refusal } from "../refusal.ts";
import { BankTransactions, pushedOf } from "../wire/bank-transaction.ts";
import { invalid, repeatable, usual, withBody } from "../wire/error.ts";
import { CompanyPath, ConnectionPath, text, uuid } from "../wire/fields.ts";
import { json } from "../wire/json.ts";
import { ListParameters, pageBody, pageOf } from "../wire/paging.ts";
import { NewPush, Push, pushBody } from "../wire/push.ts";
import { PushOption, transactionOption } from "../wire/push-option.ts";
import { homeOf } from "./source-accounts.ts";

const CONNECTION = "/companies/{companyId}/connections/{connectionId}";
const TRANSACTIONS = "bankAccounts/{accountId}/bankTransactions";
export const AccountPath = ConnectionPath.extend({
  accountId: text(200, 1).openapi({
    param: { name: "accountId", in: "path" },
    description: "The id you gave the source account.",
  }),
});
const PushPath = CompanyPath.extend({
  pushOperationKey: uuid().openapi({ param: { name: "pushOperationKey", in: "path" }, format: "uuid" }),
});
const tags = ["Bank transactions"];

/** A year of minutes: a client that wants to wait longer leaves it out. */
const LONGEST_MINUTES = 525_600;
const PushParameters = z.object({
  timeoutInMinutes: z
    .string()
    .regex(/^\d{1,6}$/, "is not a whole number")
    .transform(Number)
    .pipe(z.number().min(1).max(LONGEST_MINUTES))
    .optional()
    .openapi({
      type: "integer",
      minimum: 1,
      maximum: LONGEST_MINUTES,
      description: "After it the operation is called `TimedOut`; its transactions may still arrive.",
    }),
  allowSyncOnPushComplete: z.string().optional().openapi({ description: "Taken and not used." }),
});

const create = createRoute({
  method: "post",
  path: `${CONNECTION}/push/${TRANSACTIONS}`,
  operationId: "create-bank-transactions",
  summary: "Push bank transactions",
  description:
    "At most 1000 cleared transactions of one `connected` account, the oldest day first, none more than 14 days older than the newest that was accepted and none in the future. Days count as they are written; an offset is ignored. A late transaction is a warning, `late`. All of them are taken, or none: what breaks a rule is an operation that has `Failed`, with each place in `validation.errors`. A repeat of a transaction counts as delivered and is told as a warning, as are signs and balances that do not fit, and what was rounded or clipped.",
  tags,
  request: { params: AccountPath, query: PushParameters, body: { required: true, ...json(BankTransactions) } },
  responses: {
    200: json(NewPush, "The operation. `Pending` with `statusCode` 202 until Sage has the transactions."),
    ...usual,
    ...withBody,
    ...repeatable,
  },
});
const list = createRoute({
  method: "get",
  path: "/companies/{companyId}/push",
  operationId: "list-create-operations",
  summary: "List push operations",
  description: "Of a company, the newest first unless `orderBy` says otherwise.",
  tags,
  request: { params: CompanyPath, query: ListParameters },
  responses: { 200: json(pageOf(Push), "One page."), ...usual, ...invalid },
});
const get = createRoute({
  method: "get",
  path: "/companies/{companyId}/push/{pushOperationKey}",
  operationId: "get-create-operation",
  summary: "Get a push operation",
  tags,
  request: { params: PushPath },
  responses: { 200: json(Push, "The operation."), ...usual },
});
const model = createRoute({
  method: "get",
  path: `${CONNECTION}/options/${TRANSACTIONS}`,
  operationId: "get-create-bank-transactions-model",
  summary: "Get the model of bank transactions",
  description: "Which properties a push may have and which it must.",
  tags,
  request: { params: AccountPath },
  responses: { 200: json(PushOption, "The model."), ...usual },
});

/** Bank transactions on their way to Sage. */
export function bankTransactionRoutes(app: ApiApp, services: ApiServices) {
  app.use(create.getRoutingPath(), exactDecimals);
  app.openapi(create, async (c) => {
    const { accountId, ...ids } = c.req.valid("param");
    const body = c.req.valid("json");
    if (body.accountId !== accountId)
      return refusal(c, 400, NOT_VALID, [
        { itemId: "accountId", message: "is not the account of the path", validatorName: "same" },
      ]);
    const { timeoutInMinutes = null } = c.req.valid("query");
    const sent = pushedOf(body.transactions);
    const pushed = await pushTransactions(services(), homeOf(c, ids), accountId, sent, timeoutInMinutes);
    if (!pushed.ok && pushed.problem === "account-unknown")
      return refusal(c, 404, `Account ${accountId.slice(0, 64)} not found`);
    if (!pushed.ok)
      return refusal(c, 400, NOT_VALID, [
        pushed.problem === "connection-unlinked"
          ? { itemId: "connectionId", message: "is Unlinked: its user has to connect again", validatorName: "linked" }
          : { itemId: "accountId", message: "is not connected to Sage", validatorName: "connected" },
      ]);
    // Exactly the text that came: writing its amounts again could change them.

    return c.json({ ...pushBody(pushed.value), data: echoOf(await c.req.text()) }, 200);
  });

  app.openapi(list, async (c) => {
    const { companyId } = c.req.valid("param");
    const asked = c.req.valid("query");
    const read = readList(asked, pushField, PUSH_ORDERS);
    if (!read.ok) return refusal(c, 400, read.problem);
    const found = await services().feed.operations(c.get("institutionId"), companyId, read.value);
    return found
      ? c.json(pageBody(`/companies/${companyId}/push`, asked, found, pushBody), 200)
      : noCompany(c, companyId);
  });

  app.openapi(get, async (c) => {
    const { companyId, pushOperationKey } = c.req.valid("param");
    const found = await services().feed.operation(c.get("institutionId"), companyId, pushOperationKey);
    const written = asWritten(c, "pushOperationKey", pushOperationKey);
    return found ? c.json(pushBody(found), 200) : refusal(c, 404, `Push operation ${written} not found`);
  });

  app.openapi(model, async (c) => {
    const { accountId, ...ids } = c.req.valid("param");
    const isThere = await services().feed.accountAt(homeOf(c, ids), accountId);
    return isThere ? c.json(transactionOption(), 200) : refusal(c, 404, `Account ${accountId.slice(0, 64)} not found`);
  });
}
