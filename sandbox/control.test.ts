import { expect, test } from "vitest";
import { secretHeader, startFixture } from "../test/sandbox/fixture.ts";
import { connected } from "../test/sandbox/onboard.ts";

test("neither the state nor the log ever holds a credential or a token", async () => {
  const fixture = await startFixture();
  const { headers } = await connected(fixture);
  const state = JSON.stringify(await fixture.control("/state"));
  expect(state).toContain("/eu/provider/v1/authorisations/");
  const secrets = [String(headers.authorization), fixture.apiKey("eu"), "client-secret-eu", secretHeader.value];
  for (const secret of secrets) expect(state).not.toContain(secret.replace("Bearer ", ""));
});

test("a reset forgets what happened, the options, the faults and the clock, but not the setup", async () => {
  const fixture = await startFixture();
  await connected(fixture);
  await fixture.control("/options", { authMode: "embed" });
  await fixture.control("/faults", { times: "always", action: { status: 500 } });
  await fixture.control("/clock", { set: "2030-01-01T00:00:00Z" });
  await fixture.control("/reset", {});
  const state = await fixture.control("/state");
  expect(state).toMatchObject({
    authorisations: [],
    bankAccounts: [],
    log: [],
    faults: [],
    options: { authMode: "redirect" },
  });
  expect((await fixture.control("/authorisations", { bankId: fixture.banks.us.bankId })).notificationStatus).toBe(200);
});

test("options merge, null goes back to the default, and an unknown one is refused", async () => {
  const fixture = await startFixture();
  await fixture.control("/options", { answers: { repeatedPatch: 404 } });
  const merged = await fixture.control("/options", { statementDelayMs: 5, answers: { badSecret: 403 } });
  expect(merged).toMatchObject({ statementDelayMs: 5, answers: { repeatedPatch: 404, badSecret: 403 } });
  expect(await fixture.control("/options", { answers: { repeatedPatch: null } })).toMatchObject({
    answers: { repeatedPatch: 409 },
  });
  expect((await fixture.control("/options", { speed: 9 })).problem).toContain("speed");
  expect(
    (await fixture.control("/options", { notification: { byKind: { authorisation: { delivery: "maybe" } } } })).problem,
  ).toContain("delivery");
});

test("a control that does not understand says what it wanted", async () => {
  const fixture = await startFixture();
  expect((await fixture.call("POST", "/_control/authorisations", {})).status).toBe(400);
  expect((await fixture.call("POST", "/_control/clock", { set: "soon" })).status).toBe(400);
  expect((await fixture.call("POST", "/_control/setup", { banks: "none" })).status).toBe(400);
  expect((await fixture.call("POST", "/_control/accounts/x/status", { status: "active" })).status).toBe(404);
  expect(await fixture.control("")).toHaveProperty("routes");
});
