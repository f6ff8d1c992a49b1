import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { anInstitution } from "../../test/institutions.ts";
import { needsOver } from "../../test/needs.ts";
import { describeStores } from "../../test/stores.ts";
import { availableAccounts } from "./available-accounts.ts";

describeStores("the accounts that Sage asks for", (database) => {
  test("are all of the same connection but loans, with Sage's type names and the PATCH's identifier", async () => {
    const needs = needsOver(database());
    const types = ["checking", "savings", "creditCard", "prepaidCard", "loan"] as const;
    const { accounts, companyId } = await anInstitution(needs, { types });
    await anInstitution(needs);
    const listed = await availableAccounts(needs, accounts[0]?.id ?? "");
    const words = ["business", "savings", "creditCard", "business"];
    const expected = accounts.slice(0, 4).map(({ id, name, accountNumber, branchCode }, index) => ({
      accountType: words[index],
      accountName: `${name} •••• ${accountNumber.slice(-4)}`,
      externalId: id,
      bankIdentifier: companyId,
      accountIdentifier: accountNumber,
      ...(branchCode ? { branchIdentifier: branchCode } : {}),
    }));
    expect(listed).toEqual(expected);
  });

  test("are none for an id that is not ours, or no id at all", async () => {
    const needs = needsOver(database());
    for (const externalId of [randomUUID(), "", "acc-0", "' or 1=1", "0".repeat(36)])
      expect(await availableAccounts(needs, externalId)).toBeNull();
  });
});
