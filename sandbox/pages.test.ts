import { expect, test } from "vitest";
import { type Fixture, paths, providerHeaders, startFixture } from "../test/sandbox/fixture.ts";
import { connected, posted } from "../test/sandbox/onboard.ts";
import { answers } from "../test/sandbox/provider.ts";

const open = async (scene: Fixture, path: string) => (await scene.call("GET", path)).text();
const press = (scene: Fixture, path: string, fields: Record<string, string> = {}) =>
  fetch(`${scene.url}${path}`, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });

test("Connect Bank leads by plain forms to a frame that opens the provider's page", async () => {
  const scene = await startFixture();
  expect(await open(scene, "/")).toContain("Connect Bank</button>");
  expect(await open(scene, "/connect-bank?q=bank+EU")).toContain("Test Bank eu</button>");
  expect(await open(scene, "/connect-bank?q=elsewhere")).toContain("No bank has this name");
  const started = await press(scene, "/connect-bank", {
    bankId: scene.banks.eu.bankId,
    product: "intacct",
    locale: "fr",
  });
  expect(started.status).toBe(303);
  const modal = await open(scene, started.headers.get("location") ?? "");
  const entry = /<iframe title="Connectez votre banque" src="([^"]+)"/.exec(modal)?.[1] ?? "";
  const left = await scene.call("GET", entry);
  expect(left.headers.get("location")).toContain(paths.auth);
  expect(scene.provider.to(paths.notification)).toHaveLength(1);
});

test("a bank that cannot be framed is opened by a link", async () => {
  const scene = await startFixture();
  const [bank] = scene.setup.banks;
  await scene.control("/setup", { ...scene.setup, banks: [{ ...bank, supportiframe: false }] });
  const started = await press(scene, "/connect-bank", { bankId: scene.banks.eu.bankId });
  const modal = await open(scene, started.headers.get("location") ?? "");
  expect(modal).not.toContain("<iframe");
  expect(modal).toContain("Continue to your bank");
});

test("Intacct's account waits for Confirm, then for transactions", async () => {
  const scene = await startFixture();
  const { bankAccountId, headers } = await connected(scene, { product: "intacct" });
  expect(await open(scene, "/?product=intacct")).toContain("Pending confirmation");
  expect(await open(scene, "/?product=accounting")).toContain("No bank account");
  await press(scene, `/bank-accounts/${bankAccountId}/confirm`);
  expect(await open(scene, "/?product=intacct")).toContain(">Pending</span>");
  await posted(scene, headers, { bankAccountId, ids: ["t1"] });
  const page = await open(scene, "/?product=intacct&locale=fr");
  expect(page).toContain(">Actif</span>");
  expect(page).toContain("1 opération");
});

test("a person disconnects, and authorises again, from the Banking page", async () => {
  const scene = await startFixture();
  const { bankAccountId, headers } = await connected(scene);
  await press(scene, `/bank-accounts/${bankAccountId}/require-authorisation`);
  expect(await open(scene, "/")).toContain("Re-authorise</button>");
  const started = await press(scene, `/bank-accounts/${bankAccountId}/reauthorise`);
  expect(started.headers.get("location")).toMatch(/^\/connect-bank\//);
  const authorisation = (await scene.control("/state")).authorisations.at(-1);
  const path = `/eu/provider/v1/authorisations/${authorisation?.id}`;
  await scene.call("PATCH", path, { data: { status: "success", bankAccounts: [] } }, headers);
  const back = await open(scene, `${authorisation?.redirectUri}?state=${authorisation?.state}`);
  expect(back).toContain("Bank authorised again");
  expect((await scene.control("/state")).bankAccounts[0]?.status).toBe("active");

  await press(scene, `/bank-accounts/${bankAccountId}/disconnect`);
  expect(await open(scene, "/")).toContain(">Cancelled</span>");
  expect(scene.provider.to(paths.notification).at(-1)?.body).toMatchObject({ type: "resourceDeleted" });
});

test("several accounts are linked at once from the list of what the bank offers", async () => {
  const scene = await startFixture();
  const { bankAccountId, headers } = await connected(scene, { product: "intacct" });
  await posted(scene, headers, { bankAccountId, ids: ["t1"] });
  const offer = {
    accountType: "savings",
    accountName: "Reserve",
    externalId: "acc-7",
    bankIdentifier: "customer-1",
    accountIdentifier: "777",
    branchIdentifier: "1",
  };
  scene.provider.reply(paths.availableAccounts, answers(200, [offer]));
  const page = await open(scene, `/bank-accounts/${bankAccountId}/more?product=intacct`);
  const candidateId = /name="candidateId" value="([^"]+)"/.exec(page)?.[1] ?? "";
  await press(scene, `/bank-accounts/${bankAccountId}/more`, {
    candidateId,
    startDate: "2026-01-01",
    product: "intacct",
  });
  expect(await open(scene, "/?product=intacct")).toContain("Reserve");
  scene.provider.reply(paths.availableAccounts, answers(500, {}));
  expect((await scene.call("GET", `/bank-accounts/${bankAccountId}/more`)).status).toBe(200);
});

test("a provider's words are shown as text, not as markup", async () => {
  const scene = await startFixture();
  const started = await scene.control("/authorisations", { bankId: scene.banks.eu.bankId });
  const account = {
    bankAccountExternalId: '"><b>',
    accountName: "<script>alert(1)</script>",
    bankIdentifier: "c",
    accountIdentifier: "1",
  };
  const path = `/eu/provider/v1/authorisations/${started.authorisationId}`;
  await scene.call(
    "PATCH",
    path,
    { data: { status: "success", bankAccounts: [account] } },
    await providerHeaders(scene),
  );
  const list = await open(scene, `${started.redirectUri}?state=${started.state}`);
  expect(list).toContain("&lt;script&gt;");
  expect(list).not.toContain("<script>");
});
