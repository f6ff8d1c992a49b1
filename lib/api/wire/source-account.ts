import { z } from "@hono/zod-openapi";
import { ROUTING_TYPES } from "../../connection/account-details.ts";
import { codeFaults } from "../../connection/bank-codes.ts";
import { ACCOUNT_TYPES } from "../../connection/connection.ts";
import { DateTime, Day, day, decimal, moment, text } from "./fields.ts";

export const ACCOUNT_STATUSES = ["pending", "connected", "connecting", "disconnected", "unknown"] as const;
const CURRENCIES: ReadonlySet<string> = new Set([...Intl.supportedValuesOf("currency"), "XXX"]);

const filled = (max: number) => text(max, 1).refine((value) => value.trim() !== "", "is empty");
const id = filled(200).openapi({ example: "acc-001", description: "Your own, unique within the connection." });
const accountName = filled(200).openapi({ example: "Business current account" });
const accountNumber = filled(64)
  .refine((value) => /[0-9A-Za-z]/.test(value), "has no digit")
  .openapi({ example: "31926819" });
const sortCode = text(32).openapi({ example: "601613" });
const currency = z
  .string()
  .refine((code) => CURRENCIES.has(code), "is not a code of ISO 4217")
  .openapi({ example: "GBP", pattern: "^[A-Z]{3}$" });

const RoutingInfo = z
  .object({ bankCode: text(64).nullish(), type: z.enum(ROUTING_TYPES).nullish() })
  .openapi("RoutingInfo");
const AccountInfo = z
  .object({
    description: text(500).nullish(),
    nickname: text(200).nullish(),
    accountOpenDate: day.nullish(),
    availableBalance: decimal.nullish(),
  })
  .openapi("AccountInfo");

/** Says each number that cannot be one, whatever shape it came in. */
const withSoundNumbers = (body: Parameters<typeof codeFaults>[0], context: z.RefinementCtx) => {
  for (const { path, message } of codeFaults(body)) context.addIssue({ code: "custom", path: [...path], message });
};

const SORT_CODE = { path: ["sortCode"], message: "is needed for an account in GBP" };

export const AccountV2Request = z
  .object({
    id,
    accountName,
    accountType: z.enum(ACCOUNT_TYPES),
    accountNumber,
    routingInfo: RoutingInfo.nullish(),
    sortCode: sortCode.nullish(),
    currency,
    balance: decimal,
    accountInfo: AccountInfo.nullish(),
    modifiedDate: moment.nullish(),
  })
  .refine(
    ({ accountType, currency, sortCode, routingInfo }) =>
      currency !== "GBP" || accountType.endsWith("Card") || Boolean(sortCode || routingInfo?.bankCode),
    SORT_CODE,
  )
  .superRefine(withSoundNumbers)
  .openapi("SourceAccountV2Request");

const isV1 = (body: object) => !("routingInfo" in body) && !("accountInfo" in body);

export const AccountV1Request = z
  .looseObject({
    id,
    accountName,
    accountType: filled(50).openapi({ example: "Debit", description: "`Credit`, `Debit`, or words of your own." }),
    accountNumber,
    sortCode: sortCode.nullish(),
    currency,
    balance: decimal,
    modifiedDate: moment.nullish(),
  })
  .refine(isV1, {
    message: "routingInfo and accountInfo belong to the v2 shape, where accountType is one of its five words",
    abort: true,
  })
  .refine(
    ({ accountType, currency, sortCode }) => currency !== "GBP" || /credit/i.test(accountType) || Boolean(sortCode),
    SORT_CODE,
  )
  .superRefine((body, context) => withSoundNumbers({ ...body, routingInfo: null }, context))
  .openapi("SourceAccountRequest");

export const AccountRequest = z.union([AccountV2Request, AccountV1Request]);
export type AccountRequest = z.output<typeof AccountRequest>;

/**
 * Only name, status, balance and, in the v2 shape, `accountInfo` may change. All else that is sent must be unchanged.
 */
export const AccountUpdate = z
  .object({
    id: id.nullish(),
    accountName: accountName.nullish(),
    accountType: text(50).nullish(),
    accountNumber: text(64).nullish(),
    sortCode: text(32).nullish(),
    currency: z.string().max(3).nullish(),
    balance: decimal.nullish(),
    modifiedDate: moment.nullish(),
    status: z.enum(ACCOUNT_STATUSES).nullish(),
    routingInfo: RoutingInfo.nullish(),
    accountInfo: AccountInfo.nullish(),
  })
  .openapi("SourceAccountUpdate");

export const AccountV2 = z
  .object({
    id: z.string(),
    accountName: z.string(),
    accountType: z.enum(ACCOUNT_TYPES),
    accountNumber: z.string(),
    sortCode: z.string().optional(),
    routingInfo: z.object({ bankCode: z.string().optional(), type: z.enum(ROUTING_TYPES) }).optional(),
    currency: z.string(),
    balance: z.number(),
    accountInfo: z
      .object({
        description: z.string().optional(),
        nickname: z.string().optional(),
        accountOpenDate: Day.optional(),
        availableBalance: z.number().optional(),
      })
      .optional(),
    modifiedDate: DateTime.optional(),
    status: z.enum(ACCOUNT_STATUSES),
    feedStartDate: Day.optional(),
  })
  .openapi("SourceAccountV2");

export const AccountV1 = z
  .object({
    id: z.string(),
    accountName: z.string(),
    accountType: z.string(),
    accountNumber: z.string(),
    sortCode: z.string().optional(),
    currency: z.string(),
    balance: z.number(),
    modifiedDate: DateTime.optional(),
    status: z.enum(ACCOUNT_STATUSES),
    feedStartDate: DateTime.optional(),
  })
  .openapi("SourceAccount");

const Account = z.union([AccountV2, AccountV1]);
export const SourceAccount = Account;
export const SourceAccounts = z.array(Account);

export const BatchAnswer = z.array(
  z
    .object({
      sourceAccountId: z.string(),
      result: z.object({ statusCode: z.int(), error: z.string().optional(), account: Account.optional() }),
    })
    .openapi("SourceAccountBatchItem"),
);
