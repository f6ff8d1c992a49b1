import { createRoute } from "@hono/zod-openapi";
import { changeAccount, type Fault } from "../../connection/change-account.ts";
import type { ApiApp, ApiContext, ApiServices } from "../env.ts";
import { NOT_VALID, noConnection, refusal } from "../refusal.ts";
import { repeatable, usual, withBody } from "../wire/error.ts";
import { ConnectionPath, text } from "../wire/fields.ts";
import { json } from "../wire/json.ts";
import { AccountRequest, AccountUpdate, SourceAccount, SourceAccounts } from "../wire/source-account.ts";
import { accountBody, detailsOf, infoOf } from "../wire/source-account-body.ts";

export const ACCOUNTS = "/companies/{companyId}/connections/{connectionId}/connectionInfo/bankFeedAccounts";
const AccountPath = ConnectionPath.extend({
  accountId: text(200, 1).openapi({
    param: { name: "accountId", in: "path" },
    description: "The id you gave the account.",
  }),
});
const tags = ["Source accounts"];

const create = createRoute({
  method: "post",
  path: ACCOUNTS,
  operationId: "create-source-account",
  summary: "Create a source account",
  description:
    "In the v2 or the v1 shape. An id that the connection has already is answered 400, with `id` in `validation.errors`.",
  tags,
  request: { params: ConnectionPath, body: { required: true, ...json(AccountRequest) } },
  responses: { 200: json(SourceAccount, "The account."), ...usual, ...withBody, ...repeatable },
});
const list = createRoute({
  method: "get",
  path: ACCOUNTS,
  operationId: "list-source-accounts",
  summary: "List source accounts",
  description: "All of a connection, without pages, each in the shape in which it was created.",
  tags,
  request: { params: ConnectionPath },
  responses: { 200: json(SourceAccounts, "The accounts."), ...usual },
});
const update = createRoute({
  method: "patch",
  path: `${ACCOUNTS}/{accountId}`,
  operationId: "update-source-account",
  summary: "Update a source account",
  description:
    "Its name; its status, to `disconnected` alone; its balance, while it is not `connected`; of a v2 account the parts of `accountInfo` that are sent. The rest may be repeated as it is: numbers with spaces and hyphens or without. Answers the shape in which it was created.",
  tags,
  request: { params: AccountPath, body: { required: true, ...json(AccountUpdate) } },
  responses: { 200: json(SourceAccount, "The account."), ...usual, ...withBody, ...repeatable },
});
const remove = createRoute({
  method: "delete",
  path: `${ACCOUNTS}/{accountId}`,
  operationId: "delete-source-account",
  summary: "Delete a source account",
  tags,
  request: { params: AccountPath },
  responses: { 204: { description: "It is gone." }, ...usual },
});

/** The bank accounts that a connection's user may choose from. */
export function sourceAccountRoutes(app: ApiApp, services: ApiServices) {
  app.openapi(create, async (c) => {
    const home = homeOf(c, c.req.valid("param"));
    const details = detailsOf(c.req.valid("json"));
    const added = await services().accounts.add(home, [details]);
    if (!added) return noConnection(c, home.connectionId);
    const [account] = added;
    if (account) return c.json(accountBody(account), 200);
    return refusal(c, 400, NOT_VALID, [
      { itemId: "id", message: `Account ${details.externalId} already exists`, validatorName: "unique" },
    ]);
  });

  app.openapi(list, async (c) => {
    const home = homeOf(c, c.req.valid("param"));
    const accounts = await services().accounts.list(home);
    return accounts ? c.json(accounts.map(accountBody), 200) : noConnection(c, home.connectionId);
  });

  app.openapi(update, async (c) => {
    const { accountId, ...ids } = c.req.valid("param");
    const body = c.req.valid("json");
    const wanted = {
      externalId: body.id ?? undefined,
      name: body.accountName ?? undefined,
      status: body.status ?? undefined,
      balance: body.balance ?? undefined,
      modifiedAt: body.modifiedDate ?? undefined,
      wireType: body.accountType ?? undefined,
      accountNumber: body.accountNumber ?? undefined,
      sortCode: body.sortCode ?? undefined,
      currency: body.currency ?? undefined,
      // A part that is not sent is as it was, and not as a new account would have it.
      routingInfo: { bankCode: body.routingInfo?.bankCode ?? undefined, type: body.routingInfo?.type ?? undefined },
      info: infoOf(body) ?? undefined,
    };
    const changed = await changeAccount(services(), homeOf(c, ids), accountId, wanted);
    if (changed.ok) return c.json(accountBody(changed.value), 200);
    if (changed.problem.code === "account-unknown") return noAccount(c, accountId);
    return refusal(c, 400, NOT_VALID, changed.problem.faults.map(placeOf));
  });

  app.openapi(remove, async (c) => {
    const { accountId, ...ids } = c.req.valid("param");
    const removed = await services().accounts.remove(homeOf(c, ids), accountId);
    return removed ? c.body(null, 204) : noAccount(c, accountId);
  });
}

export const homeOf = (c: ApiContext, ids: { companyId: string; connectionId: string }) => ({
  institutionId: c.get("institutionId"),
  ...ids,
});

const noAccount = (c: ApiContext, id: string) => refusal(c, 404, `Account ${id.slice(0, 64)} not found`);

/** The body's names of the properties of the rule. */
const WIRE_NAMES: Partial<Record<Fault["property"], string>> = {
  externalId: "id",
  name: "accountName",
  wireType: "accountType",
  modifiedAt: "modifiedDate",
  info: "accountInfo",
};
const placeOf = ({ property, message }: Fault) => ({
  itemId: WIRE_NAMES[property] ?? property,
  message,
  validatorName: "change",
});
