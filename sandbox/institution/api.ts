import { z } from "zod";
import type { InstitutionApp } from "../setup.ts";

const Passcode = z.looseObject({ otp: z.string(), expiry: z.string() });
export type Passcode = z.output<typeof Passcode>;

const Connection = z.looseObject({ id: z.string(), status: z.string() });

const SourceAccounts = z.array(
  z.looseObject({
    id: z.string(),
    accountName: z.string().nullish(),
    accountType: z.string().nullish(),
    currency: z.string().nullish(),
    status: z.string().nullish(),
    balance: z.number().nullish(),
  }),
);
export type SourceAccount = z.output<typeof SourceAccounts>[number];

const Push = z.looseObject({ pushOperationKey: z.string(), status: z.string(), statusCode: z.number() });
export type Push = z.output<typeof Push>;

/** A line of a bank statement as the public contract has it. */
export type BankTransaction = {
  id: string;
  date: string;
  description: string;
  amount: number;
  balance: number;
  transactionType: "Credit" | "Debit";
};

export type Answer<T> = { ok: true; value: T } | { ok: false; status: number | "unreachable" | "malformed" };

const Settings = z.looseObject({ authorizationRedirectUrl: z.string().optional(), linkOrigins: z.array(z.string()) });
type Settings = z.output<typeof Settings>;

const Link = z.looseObject({ token: z.string(), url: z.url() });
export type Link = z.output<typeof Link>;

const TIMEOUT_MS = 10_000;

/** The public institution API, and nothing else, as an institution's own back end would call it. */
export function institutionApi({ apiUrl, apiKey, companyId, connectionId }: InstitutionApp) {
  const root = apiUrl.replace(/\/$/, "");
  const connection = `/companies/${encodeURIComponent(companyId)}/connections/${encodeURIComponent(connectionId)}`;
  const headers = { authorization: `Basic ${Buffer.from(apiKey).toString("base64")}`, accept: "application/json" };

  async function call<T>(method: string, path: string, schema: z.ZodType<T>, body?: unknown): Promise<Answer<T>> {
    const request = {
      method,
      headers: body === undefined ? headers : { ...headers, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    };
    const response = await fetch(`${root}${path}`, request).catch(() => null);
    if (!response) return { ok: false, status: "unreachable" };
    const answer: unknown = await response.json().catch(() => null);
    if (!response.ok) return { ok: false, status: response.status };
    const parsed = schema.safeParse(answer);
    return parsed.success ? { ok: true, value: parsed.data } : { ok: false, status: "malformed" };
  }

  return {
    connection: () => call("GET", connection, Connection),
    sourceAccounts: () => call("GET", `${connection}/connectionInfo/bankFeedAccounts`, SourceAccounts),
    newPasscode: () => call("POST", `${connection}/bankFeeds/otp`, Passcode),
    /** Shares all accounts of the connection with Sage, for a user whom this app has signed in. */
    authorize: (authorization: { authorizationId: string; bankId: string }) =>
      call("PUT", `${connection}/authorization`, Connection, authorization),
    /** A link to the ready-made page, for one showing of this app's page. */
    newLink: (locale: string) => call("POST", `${connection}/linkTokens`, Link, { locale }),
    pushTransactions: (accountId: string, transactions: readonly BankTransaction[]) =>
      call("POST", `${connection}/push/bankAccounts/${encodeURIComponent(accountId)}/bankTransactions`, Push, {
        accountId,
        transactions,
      }),
    pushOperation: (key: string) => call("GET", `/companies/${encodeURIComponent(companyId)}/push/${key}`, Push),
    settings: () => call("GET", "/settings", Settings),
    saveSettings: (settings: Settings) => call("PUT", "/settings", Settings, settings),
  };
}
