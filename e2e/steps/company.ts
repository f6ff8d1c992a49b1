import { z } from "zod";
import { noteSecrets } from "./secrets.ts";

const Passcode = z.object({ otp: z.string(), expiry: z.string() });
const Connection = z.object({ status: z.string() });
const Accounts = z.array(z.object({ id: z.string(), accountName: z.string(), status: z.string() }));

/** One small business at the institution, with a data connection that no other test touches. */
export function companyAt(app: string, apiKey: string, ids: { companyId: string; connectionId: string }) {
  const base = `${app}/api/companies/${ids.companyId}/connections/${ids.connectionId}`;
  const headers = { authorization: `Basic ${Buffer.from(apiKey).toString("base64")}` };
  async function ask(path: string, method = "GET"): Promise<unknown> {
    const response = await fetch(base + path, { method, headers });
    if (!response.ok) throw new Error(`the institution API refused ${path}: ${response.status}`);
    return response.json();
  }
  return {
    ...ids,
    /** What the institution's app shows its customer; the password before it no longer works. */
    async passcode() {
      const { otp } = Passcode.parse(await ask("/bankFeeds/otp", "POST"));
      noteSecrets(otp);
      return otp;
    },
    status: async () => Connection.parse(await ask("")).status,
    accounts: async () => Accounts.parse(await ask("/connectionInfo/bankFeedAccounts")),
    async accountStatus(name: string) {
      return Accounts.parse(await ask("/connectionInfo/bankFeedAccounts")).find(
        ({ accountName }) => accountName === name,
      )?.status;
    },
  };
}
export type Company = ReturnType<typeof companyAt>;
