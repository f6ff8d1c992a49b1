import { expect } from "@playwright/test";
import type { Company } from "./company.ts";
import { CURRENT_ACCOUNT } from "./journey.ts";
import type { Sage } from "./sage.ts";

/** Sage was told of the chosen account, once, and the browser came home once. */
export async function expectReported(sage: Sage, authorisationId: string, company: Company, accounts = 1) {
  const record = await sage.authorisation(authorisationId);
  expect(record.status).toBe("success");
  expect(record.accounts).toHaveLength(accounts);
  expect(new Set(record.accounts.map(({ bankIdentifier }) => bankIdentifier))).toEqual(new Set([company.companyId]));
  return record;
}

/** Exactly one report reached Sage, and nothing about it or the way home was odd. */
export async function expectOneReport(sage: Sage, authorisationId: string, answer = 200) {
  const { patchCalls, remarks, landings } = await sage.authorisation(authorisationId);
  expect(patchCalls.map((call) => call.answer)).toEqual([answer]);
  expect(remarks).toEqual([]);
  expect(landings).toBeGreaterThan(0);
}

/** Before Sage made its bank account nothing is connected, whatever was reported. */
export async function expectWaiting(company: Company, account = CURRENT_ACCOUNT) {
  expect(await company.status()).toBe("PendingAuth");
  expect(await company.accountStatus(account)).toBe("pending");
}

/** Sage's record and ours agree: one bank account, pending there until transactions come, connected here. */
export async function expectConnected(
  sage: Sage,
  authorisationId: string,
  company: Company,
  account = CURRENT_ACCOUNT,
) {
  await expect.poll(() => company.status()).toBe("Linked");
  expect(await company.accountStatus(account)).toBe("connected");
  const others = (await company.accounts()).filter(({ accountName }) => accountName !== account);
  expect(others.map(({ status }) => status)).not.toContain("connected");
  const record = await sage.authorisation(authorisationId);
  const bankAccount = await sage.bankAccount(record.choice?.bankAccountId ?? "");
  expect(bankAccount.status).toBe("pending");
  expect(bankAccount.externalId).toBe(record.accounts[0]?.externalId);
  return bankAccount;
}

/** Sage knows that nothing will come, and nothing did. */
export async function expectNothingShared(sage: Sage, authorisationId: string, company: Company, status: string) {
  const record = await sage.authorisation(authorisationId);
  expect(record.status).toBe(status);
  expect(record.accounts).toEqual([]);
  expect(await company.status()).toBe("PendingAuth");
  expect((await company.accounts()).map((account) => account.status)).not.toContain("connected");
}
