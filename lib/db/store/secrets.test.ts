import { getTableName, is, sql, Table } from "drizzle-orm";
import { expect, test } from "vitest";
import { anInstitution } from "../../../test/institutions.ts";
import { someConsent } from "../../../test/journeys.ts";
import { needsOver, type TestNeeds } from "../../../test/needs.ts";
import { sageForTest } from "../../../test/sage.ts";
import { describeStores } from "../../../test/stores.ts";
import { anAddress, arrived, good, visitAt } from "../../../test/walk.ts";
import { issuePasscode } from "../../connection/issue-passcode.ts";
import { accountCreated } from "../../connection/sage-account-events.ts";
import { registerWebhook } from "../../institution/webhook.ts";
import { chooseAccounts } from "../../journey/choose-accounts.ts";
import { leaveJourney } from "../../journey/leave-journey.ts";
import { linkAccounts } from "../../journey/link-accounts.ts";
import { redeemPasscode } from "../../journey/redeem-passcode.ts";
import { createLink } from "../../link/create-link.ts";
import { openLink } from "../../link/open-link.ts";
import * as schema from "../schema.ts";
import { rowsOf } from "./database.ts";

const tables = Object.values(schema).filter((value) => is(value, Table));

/** Every row of every table as the database writes it out, column by column. */
async function dumpOf({ db }: TestNeeds) {
  const dump: Record<string, string> = {};
  for (const table of tables) {
    const rows = await rowsOf<{ row: string }>(db, sql`select t::text as row from ${table} t`);
    dump[getTableName(table)] = rows.map(({ row }) => row).join("\n");
  }
  return dump;
}

describeStores("a stolen copy of the store", (database) => {
  test("holds no passcode, no token and no account number, in no column of any table", async () => {
    const sage = await sageForTest();
    const needs = needsOver(database(), sage.config);
    const institution = await anInstitution(needs, {
      accountChoice: "several",
      types: ["checking", "savings", "creditCard"],
    });
    const { institutionId, connectionId, accounts } = institution;
    const address = anAddress();
    const secrets: Record<string, string> = { address };
    for (const [index, { accountNumber, branchCode }] of accounts.entries()) {
      secrets[`account ${index}`] = accountNumber;
      if (branchCode) secrets[`branch ${index}`] = `"${branchCode}"`;
    }

    // A webhook that gets the account, numbers included, and an open link page.
    const wanted = { url: "https://bank.example/", disabled: false, companyTags: [] };
    const eventTypes = ["bankFeeds.sourceAccount.connected"] as const;
    secrets.webhook = good(await registerWebhook(needs, institutionId, { ...wanted, eventTypes })).secret;
    secrets.link = (await createLink(needs, { institutionId, connectionId, locale: null })).token;
    secrets.view = (await openLink(needs, secrets.link, needs.visitorHash(address))) ?? "";

    // A journey with everything in it: a replaced passcode, wrong tries, a refusal by Sage, a retry, an end.
    secrets.replaced = good(await issuePasscode(needs, institutionId, connectionId)).passcode;
    secrets.passcode = good(await issuePasscode(needs, institutionId, connectionId)).passcode;
    const opened = await arrived(needs, institution);
    secrets.arrival = opened.token;
    secrets.guess = "QWERTY";
    const enter = (passcode: string) => redeemPasscode(needs, opened.journey, { connectionId, passcode }, address);
    await enter(secrets.guess);
    await enter(secrets.replaced);
    secrets.identified = good(await enter(secrets.passcode));
    secrets.again = good(await enter(secrets.passcode));
    const identified = await visitAt(needs, secrets.identified);
    good(
      await chooseAccounts(
        needs,
        identified.journey,
        accounts.map(({ id }) => id),
      ),
    );
    const chosen = await visitAt(needs, secrets.identified);
    sage.answer(/authorisations/, {
      status: 400,
      body: { error: { code: "ValidationError", message: accounts[0]?.accountNumber } },
    });
    await linkAccounts(needs, chosen.journey, someConsent);
    await leaveJourney(needs, (await visitAt(needs, secrets.identified)).journey);
    await accountCreated(needs, {
      sageBankAccountId: crypto.randomUUID(),
      sourceAccountId: accounts[0]?.id ?? "",
      bankId: null,
      requestedStartDate: null,
    });

    const dump = await dumpOf(needs);
    expect(Object.keys(dump)).toHaveLength(38);
    for (const table of [
      "journeys",
      "events",
      "passcodes",
      "journey_tokens",
      "source_accounts",
      "sage_accounts",
      "limits",
      "webhook_events",
      "link_views",
      "audit",
      "audit_personal",
    ])
      expect(dump[table], table).not.toBe("");
    // Sage was given the numbers, so they were there to be leaked.
    expect(sage.calls.map(({ body }) => body).join()).toContain(accounts[0]?.accountNumber);
    for (const [table, text] of Object.entries(dump))
      for (const [name, secret] of Object.entries(secrets))
        expect(text.includes(secret), `${name} in ${table}`).toBe(false);
  });
});
