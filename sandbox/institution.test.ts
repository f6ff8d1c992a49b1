import { expect, test } from "vitest";
import { answers } from "./testing/provider.ts";
import { type Scene, startScene } from "./testing/scene.ts";

const ROOT = "/api/companies/company-1/connections/connection-1";

async function anInstitution(): Promise<Scene> {
  const scene = await startScene();
  const institutionApp = {
    name: "Sample Bank",
    apiUrl: `${scene.provider.url}/api`,
    apiKey: "key-1",
    companyId: "company-1",
    connectionId: "connection-1",
  };
  await scene.control("/setup", { ...scene.setup, institutionApp });
  scene.provider.reply(ROOT, answers(200, { id: "connection-1", status: "PendingAuth" }));
  const account = { id: "a", accountName: "Current", accountType: "Debit", currency: "GBP", status: "pending" };
  scene.provider.reply(`${ROOT}/connectionInfo/bankFeedAccounts`, answers(200, [account]));
  return scene;
}

test("the institution's page shows the Connection ID, the connection and its accounts, by the public API alone", async () => {
  const scene = await anInstitution();
  const text = await (await scene.call("GET", "/institution")).text();
  for (const part of ["connection-1</code>", "PendingAuth", "Current", "GBP"]) expect(text).toContain(part);
  expect(text).not.toContain('data-testid="otp"');
  const authorization = `Basic ${Buffer.from("key-1").toString("base64")}`;
  expect(scene.provider.calls.map((call) => call.headers.authorization)).toEqual([authorization, authorization]);
});

test("a fresh one-time password is shown with its expiry", async () => {
  const scene = await anInstitution();
  scene.provider.reply(`${ROOT}/bankFeeds/otp`, answers(200, { otp: "ABC234", expiry: "2026-11-20T12:30:00Z" }));
  const text = await (await scene.call("POST", "/institution?locale=fr")).text();
  expect(text).toMatch(/data-testid="otp"[^>]*>ABC234</);
  expect(text).toContain("2026-11-20 12:30 UTC");
  expect(scene.provider.to(`${ROOT}/bankFeeds/otp`)[0]?.method).toBe("POST");
});

test.each([
  [401, "API key"],
  [404, "does not know this connection"],
  [429, "Wait a minute"],
  [503, "answered 503"],
])("a refusal with %i is told in words", async (status, words) => {
  const scene = await anInstitution();
  scene.provider.reply(`${ROOT}/bankFeeds/otp`, answers(status, {}));
  const text = await (await scene.call("POST", "/institution")).text();
  expect(text).toContain(words);
  expect(text).not.toContain('data-testid="otp"');
});

test("an institution whose service is away, and a sandbox without one, still answer", async () => {
  const scene = await anInstitution();
  await scene.provider.close();
  expect(await (await scene.call("POST", "/institution")).text()).toContain("did not answer");
  await scene.control("/setup", scene.setup);
  expect(await (await scene.call("GET", "/institution")).text()).toContain("without an institution");
});
