import { expect, test } from "vitest";
import { type Fixture, paths, providerHeaders, startFixture } from "../test/sandbox/fixture.ts";
import { connected, posted } from "../test/sandbox/onboard.ts";
import { answers } from "../test/sandbox/provider.ts";

const open = async (fixture: Fixture, path: string) => (await fixture.call("GET", path)).text();
const press = (fixture: Fixture, path: string, fields: Record<string, string> = {}) =>
  fetch(`${fixture.url}${path}`, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });

test("Connect Bank leads by plain forms to a frame that opens the provider's page", async () => {
  const fixture = await startFixture();
  expect(await open(fixture, "/")).toContain("Connect Bank</button>");
  expect(await open(fixture, "/connect-bank?q=bank+EU")).toContain("Test Bank eu</button>");
  expect(await open(fixture, "/connect-bank?q=elsewhere")).toContain("No bank has this name");
  const started = await press(fixture, "/connect-bank", {
    bankId: fixture.banks.eu.bankId,
    product: "intacct",
    locale: "fr",
  });
  expect(started.status).toBe(303);
  const modal = await open(fixture, started.headers.get("location") ?? "");
  const entry = /<iframe title="Connectez votre banque" src="([^"]+)"/.exec(modal)?.[1] ?? "";
  const left = await fixture.call("GET", entry);
  expect(left.headers.get("location")).toContain(paths.auth);
  expect(fixture.provider.to(paths.notification)).toHaveLength(1);
});

test("a bank that cannot be framed is opened by a link", async () => {
  const fixture = await startFixture();
  const [bank] = fixture.setup.banks;
  await fixture.control("/setup", { ...fixture.setup, banks: [{ ...bank, supportiframe: false }] });
  const started = await press(fixture, "/connect-bank", { bankId: fixture.banks.eu.bankId });
  const modal = await open(fixture, started.headers.get("location") ?? "");
  expect(modal).not.toContain("<iframe");
  expect(modal).toContain("Continue to your bank");
});

test("Intacct's account waits for Confirm, then for transactions", async () => {
  const fixture = await startFixture();
  const { bankAccountId, headers } = await connected(fixture, { product: "intacct" });
  expect(await open(fixture, "/?product=intacct")).toContain("Pending confirmation");
  expect(await open(fixture, "/?product=accounting")).toContain("No bank account");
  await press(fixture, `/bank-accounts/${bankAccountId}/confirm`);
  expect(await open(fixture, "/?product=intacct")).toContain(">Pending</span>");
  await posted(fixture, headers, { bankAccountId, ids: ["t1"] });
  const page = await open(fixture, "/?product=intacct&locale=fr");
  expect(page).toContain(">Actif</span>");
  expect(page).toContain("1 opération");
});

test("a person disconnects, and authorises again, from the Banking page", async () => {
  const fixture = await startFixture();
  const { bankAccountId, headers } = await connected(fixture);
  await press(fixture, `/bank-accounts/${bankAccountId}/require-authorisation`);
  expect(await open(fixture, "/")).toContain("Re-authorise</button>");
  const started = await press(fixture, `/bank-accounts/${bankAccountId}/reauthorise`);
  expect(started.headers.get("location")).toMatch(/^\/connect-bank\//);
  const authorisation = (await fixture.control("/state")).authorisations.at(-1);
  const path = `/eu/provider/v1/authorisations/${authorisation?.id}`;
  await fixture.call("PATCH", path, { data: { status: "success", bankAccounts: [] } }, headers);
  const back = await open(fixture, `${authorisation?.redirectUri}?state=${authorisation?.state}`);
  expect(back).toContain("Bank authorised again");
  expect((await fixture.control("/state")).bankAccounts[0]?.status).toBe("active");

  await press(fixture, `/bank-accounts/${bankAccountId}/disconnect`);
  expect(await open(fixture, "/")).toContain(">Cancelled</span>");
  expect(fixture.provider.to(paths.notification).at(-1)?.body).toMatchObject({ type: "resourceDeleted" });
});

test("several accounts are linked at once from the list of what the bank offers", async () => {
  const fixture = await startFixture();
  const { bankAccountId, headers } = await connected(fixture, { product: "intacct" });
  await posted(fixture, headers, { bankAccountId, ids: ["t1"] });
  const offer = {
    accountType: "savings",
    accountName: "Reserve",
    externalId: "acc-7",
    bankIdentifier: "customer-1",
    accountIdentifier: "777",
    branchIdentifier: "1",
  };
  fixture.provider.reply(paths.availableAccounts, answers(200, [offer]));
  const page = await open(fixture, `/bank-accounts/${bankAccountId}/more?product=intacct`);
  const candidateId = /name="candidateId" value="([^"]+)"/.exec(page)?.[1] ?? "";
  await press(fixture, `/bank-accounts/${bankAccountId}/more`, {
    candidateId,
    startDate: "2026-01-01",
    product: "intacct",
  });
  expect(await open(fixture, "/?product=intacct")).toContain("Reserve");
  fixture.provider.reply(paths.availableAccounts, answers(500, {}));
  expect((await fixture.call("GET", `/bank-accounts/${bankAccountId}/more`)).status).toBe(200);
});

test("a provider's words are shown as text, not as markup", async () => {
  const fixture = await startFixture();
  const started = await fixture.control("/authorisations", { bankId: fixture.banks.eu.bankId });
  const account = {
    bankAccountExternalId: '"><b>',
    accountName: "<script>alert(1)</script>",
    bankIdentifier: "c",
    accountIdentifier: "1",
  };
  const path = `/eu/provider/v1/authorisations/${started.authorisationId}`;
  await fixture.call(
    "PATCH",
    path,
    { data: { status: "success", bankAccounts: [account] } },
    await providerHeaders(fixture),
  );
  const list = await open(fixture, `${started.redirectUri}?state=${started.state}`);
  expect(list).toContain("&lt;script&gt;");
  expect(list).not.toContain("<script>");
});
