import { z } from "zod";
import { noteSecrets } from "./secrets.ts";

const Passcode = z.object({ otp: z.string(), expiry: z.string() });
const Connection = z.object({ status: z.string() });
const Push = z.object({ pushOperationKey: z.string() });
const Reauthorization = z.object({ status: z.string() });
const Accounts = z.array(z.object({ id: z.string(), accountName: z.string(), status: z.string() }));

/** One small business at the institution, with a data connection that no other test touches. */
export function companyAt(app: string, apiKey: string, ids: { companyId: string; connectionId: string }) {
  const base = `${app}/api/companies/${ids.companyId}/connections/${ids.connectionId}`;
  const headers = { authorization: `Basic ${Buffer.from(apiKey).toString("base64")}` };
  async function ask(path: string, method = "GET", body?: object): Promise<unknown> {
    const response = await fetch(base + path, {
      method,
      headers: body ? { ...headers, "content-type": "application/json" } : headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`the institution API refused ${path}: ${response.status}`);
    return response.json();
  }
  return {
    ...ids,
    /** A password as the institution's app shows it to its customer; the one before no longer works. */
    async passcode() {
      const { otp } = Passcode.parse(await ask("/bankFeeds/otp", "POST"));
      noteSecrets(otp);
      return otp;
    },
    status: async () => Connection.parse(await ask("")).status,
    accounts: async () => Accounts.parse(await ask("/connectionInfo/bankFeedAccounts")),
    /** Pushes one bank transaction, of today where nothing is said; answers its key. */
    async push(accountId: string, id: string, date = new Date().toISOString().slice(0, 10)) {
      const line = { id, date, description: id, amount: 12.5, balance: 12.5, transactionType: "Credit" };
      const body = { accountId, transactions: [line] };
      return Push.parse(await ask(`/push/bankAccounts/${accountId}/bankTransactions`, "POST", body)).pushOperationKey;
    },
    /** Has Sage ask the account's user to authorise again; or only asks how far that is. */
    reauthorization: async (accountId: string, method: "GET" | "POST" = "GET") =>
      Reauthorization.parse(await ask(`/bankAccounts/${accountId}/reauthorization`, method)).status,
    async accountStatus(name: string) {
      return Accounts.parse(await ask("/connectionInfo/bankFeedAccounts")).find(
        ({ accountName }) => accountName === name,
      )?.status;
    },
  };
}
export type Company = ReturnType<typeof companyAt>;
