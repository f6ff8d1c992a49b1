import { expect, test } from "vitest";
import { type Fixture, startFixture } from "../test/sandbox/fixture.ts";
import { answers } from "../test/sandbox/provider.ts";

const ROOT = "/api/companies/company-1/connections/connection-1";

async function anInstitution(): Promise<Fixture> {
  const fixture = await startFixture();
  const institutionApp = {
    name: "Sample Bank",
    apiUrl: `${fixture.provider.url}/api`,
    apiKey: "key-1",
    companyId: "company-1",
    connectionId: "connection-1",
  };
  await fixture.control("/setup", { ...fixture.setup, institutionApp });
  fixture.provider.reply(ROOT, answers(200, { id: "connection-1", status: "PendingAuth" }));
  const account = { id: "a", accountName: "Current", accountType: "Debit", currency: "GBP", status: "pending" };
  fixture.provider.reply(`${ROOT}/connectionInfo/bankFeedAccounts`, answers(200, [account]));
  return fixture;
}

test("the institution's page shows the Connection ID, the connection and its accounts, by the public API alone", async () => {
  const fixture = await anInstitution();
  const text = await (await fixture.call("GET", "/institution")).text();
  for (const part of ["connection-1</code>", "Not connected yet", "Current", "GBP"]) expect(text).toContain(part);
  expect(text).not.toContain('data-testid="otp"');
  const authorization = `Basic ${Buffer.from("key-1").toString("base64")}`;
  expect(new Set(fixture.provider.calls.map((call) => call.headers.authorization))).toEqual(new Set([authorization]));
});

test("a fresh one-time password is shown with its expiry", async () => {
  const fixture = await anInstitution();
  fixture.provider.reply(`${ROOT}/bankFeeds/otp`, answers(200, { otp: "ABC234", expiry: "2026-11-20T12:30:00Z" }));
  const text = await (await fixture.call("POST", "/institution?locale=fr")).text();
  expect(text).toMatch(/data-testid="otp"[^>]*>ABC234</);
  expect(text).toContain("2026-11-20 12:30 UTC");
  expect(fixture.provider.to(`${ROOT}/bankFeeds/otp`)[0]?.method).toBe("POST");
});

test.each([
  [401, "API key"],
  [404, "does not know this connection"],
  [429, "Wait a minute"],
  [503, "answered 503"],
])("a refusal with %i is told in words", async (status, words) => {
  const fixture = await anInstitution();
  fixture.provider.reply(`${ROOT}/bankFeeds/otp`, answers(status, {}));
  const text = await (await fixture.call("POST", "/institution")).text();
  expect(text).toContain(words);
  expect(text).not.toContain('data-testid="otp"');
});

test("an institution whose service is away, and a sandbox without one, still answer", async () => {
  const fixture = await anInstitution();
  await fixture.provider.close();
  expect(await (await fixture.call("POST", "/institution")).text()).toContain("did not answer");
  await fixture.control("/setup", fixture.setup);
  expect(await (await fixture.call("GET", "/institution")).text()).toContain("without an institution");
});

test("customers who sign in here go back to Sage only after the 200, and never to a stranger's address", async () => {
  const fixture = await anInstitution();
  const ids = {
    authorizationId: "0d4a1b52-6f5e-4d3c-9a44-0a4b1a6f7e10",
    bankId: "1e5b2c63-7a6f-4e4d-8b55-1b5c2b7a8f21",
  };
  const handed = (redirectUri: string) => new URLSearchParams({ ...ids, redirectUri });
  const home = `${fixture.provider.url}/connect/some-token/return`;
  expect(await (await fixture.call("GET", `/institution/sign-in?${handed(home)}`)).text()).toContain(
    "Sign in and share",
  );
  const astray = await fixture.call("GET", `/institution/sign-in?${handed("https://elsewhere.example/")}`);
  expect([astray.status, await astray.text()]).toEqual([400, expect.not.stringContaining("<form")]);

  const send = (answer: string) =>
    fetch(`${fixture.url}/institution/sign-in`, {
      method: "POST",
      body: new URLSearchParams({ ...Object.fromEntries(handed(home)), answer }),
      redirect: "manual",
    });
  fixture.provider.reply(`${ROOT}/authorization`, answers(409, {}));
  expect(await (await send("yes")).text()).toContain("could not be shared");
  fixture.provider.reply(`${ROOT}/authorization`, answers(200, { id: "connection-1", status: "PendingAuth" }));
  const done = await send("yes");
  expect([done.status, done.headers.get("location")]).toEqual([303, `${home}?state=${ids.authorizationId}`]);
  const [call] = fixture.provider.to(`${ROOT}/authorization`);
  expect([call?.method, call?.body]).toEqual(["PUT", expect.objectContaining(ids)]);
});
