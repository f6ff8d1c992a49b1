import type { z } from "@hono/zod-openapi";
import { midnightOf } from "../../calendar-day.ts";
import type { AccountDetails, AccountInfo, HeldAccount, RoutingInfo } from "../../connection/account-details.ts";
import { ACCOUNT_TYPES, type AccountType } from "../../connection/connection.ts";
import { decimalOf } from "../../feed/statement.ts";
import type { AccountRequest, AccountV1, AccountV2, AccountV2Request } from "./source-account.ts";

type V2Request = z.output<typeof AccountV2Request>;

/** The account that a body of either shape describes. */
export function detailsOf(body: AccountRequest): AccountDetails {
  const v2 = isV2(body);
  const routingInfo = v2 ? routingOf(body) : null;
  const sortCode = body.sortCode || null;
  return {
    externalId: body.id,
    name: body.accountName,
    type: v2 ? body.accountType : typeOf(body.accountType),
    shape: v2 ? "v2" : "v1",
    wireType: v2 ? null : body.accountType,
    numbers: {
      accountNumber: body.accountNumber,
      branchCode: sortCode ?? routingInfo?.bankCode ?? null,
      sortCode,
      routingInfo,
    },
    currency: body.currency,
    balance: body.balance,
    info: v2 ? infoOf(body) : null,
    modifiedAt: body.modifiedDate ?? null,
  };
}

const isV2 = (body: AccountRequest): body is V2Request => ACCOUNT_TYPES.some((type) => type === body.accountType);

/** The type of a v1 body is free text; `Credit` and `Debit` are what its documentation suggests. */
function typeOf(word: string): AccountType {
  if (/loan|mortgage/i.test(word)) return "loan";
  if (/credit|charge/i.test(word)) return "creditCard";
  if (/pre-?paid/i.test(word)) return "prepaidCard";
  return /saving/i.test(word) ? "savings" : "checking";
}

function routingOf({ routingInfo }: Pick<V2Request, "routingInfo">): RoutingInfo | null {
  if (!routingInfo) return null;
  const { bankCode, type } = routingInfo;
  return { ...(bankCode ? { bankCode } : {}), type: type ?? "bankcode" };
}

export function infoOf({ accountInfo }: Pick<V2Request, "accountInfo">): AccountInfo | null {
  if (!accountInfo) return null;
  const given = Object.entries(accountInfo).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(given);
}

/** A decimal as it is, digit by digit: JavaScript might change it. */
const digits = (decimal: string) => JSON.rawJSON(decimalOf(decimal)) as unknown as number;

/** An account in the v2 shape; what is not set is left out. */
export function v2Body(account: HeldAccount): z.input<typeof AccountV2> {
  const { numbers, info } = account;
  return {
    id: account.externalId,
    accountName: account.name,
    accountType: account.type,
    accountNumber: numbers.accountNumber,
    ...(numbers.sortCode ? { sortCode: numbers.sortCode } : {}),
    ...(numbers.routingInfo ? { routingInfo: numbers.routingInfo } : {}),
    currency: account.currency,
    balance: digits(account.balance),
    ...(info ? { accountInfo: infoBody(info) } : {}),
    ...(account.modifiedAt ? { modifiedDate: account.modifiedAt.toISOString() } : {}),
    status: account.shownStatus,
    ...(account.feedStartDate ? { feedStartDate: account.feedStartDate } : {}),
  };
}

/** An account in the v1 shape, which has a text for the type and a time in its start date. */
export function v1Body(account: HeldAccount): z.input<typeof AccountV1> {
  const { routingInfo: _, accountInfo: __, feedStartDate: ___, ...shared } = v2Body(account);
  const isCredit = account.type === "creditCard" || account.type === "loan";
  return {
    ...shared,
    accountType: account.wireType ?? (isCredit ? "Credit" : "Debit"),
    ...(account.feedStartDate ? { feedStartDate: midnightOf(account.feedStartDate).toISOString() } : {}),
  };
}

/** In the shape it was sent in. */
export const accountBody = (account: HeldAccount) => (account.shape === "v1" ? v1Body(account) : v2Body(account));

function infoBody({ availableBalance, ...words }: AccountInfo) {
  return { ...words, ...(availableBalance === undefined ? {} : { availableBalance: digits(availableBalance) }) };
}
