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
  }),
);
export type SourceAccount = z.output<typeof SourceAccounts>[number];

export type Answer<T> = { ok: true; value: T } | { ok: false; status: number | "unreachable" | "malformed" };

const TIMEOUT_MS = 10_000;

/** The public institution API, and nothing else, as an institution's own back end would call it. */
export function institutionApi({ apiUrl, apiKey, companyId, connectionId }: InstitutionApp) {
  const root = `${apiUrl.replace(/\/$/, "")}/companies/${encodeURIComponent(companyId)}/connections/${encodeURIComponent(connectionId)}`;
  const headers = { authorization: `Basic ${Buffer.from(apiKey).toString("base64")}`, accept: "application/json" };

  async function call<T>(method: string, path: string, schema: z.ZodType<T>): Promise<Answer<T>> {
    const response = await fetch(`${root}${path}`, { method, headers, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
      () => null,
    );
    if (!response) return { ok: false, status: "unreachable" };
    const body: unknown = await response.json().catch(() => null);
    if (!response.ok) return { ok: false, status: response.status };
    const parsed = schema.safeParse(body);
    return parsed.success ? { ok: true, value: parsed.data } : { ok: false, status: "malformed" };
  }

  return {
    connection: () => call("GET", "", Connection),
    sourceAccounts: () => call("GET", "/connectionInfo/bankFeedAccounts", SourceAccounts),
    newPasscode: () => call("POST", "/bankFeeds/otp", Passcode),
  };
}
