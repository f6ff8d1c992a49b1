import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Authorisation } from "./authorisation.ts";

const PatchedAccount = z.looseObject({
  bankAccountExternalId: z.string().min(1),
  accountName: z.string().min(1),
  bankIdentifier: z.string().min(1),
  branchIdentifier: z.string().nullish(),
  accountIdentifier: z.string().min(1),
});

/** The body of PATCH /v1/authorisations/{id}. A re-authorisation may leave the accounts out or send any number. */
export const PatchRequest = z.looseObject({
  data: z.looseObject({
    status: z.enum(["success", "error", "cancelled"]),
    bankAccounts: z.array(PatchedAccount).nullish(),
  }),
});
export type PatchRequest = z.output<typeof PatchRequest>;

/** Uses up an authorisation with what the provider reported. */
export function recordPatch(authorisation: Authorisation, { data }: PatchRequest): void {
  authorisation.status = data.status;
  const accounts = data.status === "success" ? (data.bankAccounts ?? []) : [];
  authorisation.accounts = accounts.map((account) => ({
    accountKey: randomUUID(),
    externalId: account.bankAccountExternalId,
    accountName: account.accountName,
    bankIdentifier: account.bankIdentifier,
    branchIdentifier: account.branchIdentifier ?? null,
    accountIdentifier: account.accountIdentifier,
  }));
  if (new Set(accounts.map((account) => account.bankIdentifier)).size > 1) {
    authorisation.remarks.push(
      "the accounts carry more than one bankIdentifier; Sage cannot tell they are one customer's",
    );
  }
  if (accounts.some((account) => !account.branchIdentifier)) {
    authorisation.remarks.push("an account has no branchIdentifier");
  }
}
