import { expect, test } from "vitest";
import { secretHeader, startFixture } from "../test/sandbox/fixture.ts";
import { connected } from "../test/sandbox/onboard.ts";

test("neither the state nor the log ever holds a credential or a token", async () => {
  const scene = await startFixture();
  const { headers } = await connected(scene);
  const state = JSON.stringify(await scene.control("/state"));
  expect(state).toContain("/eu/provider/v1/authorisations/");
  const secrets = [String(headers.authorization), scene.apiKey("eu"), "client-secret-eu", secretHeader.value];
  for (const secret of secrets) expect(state).not.toContain(secret.replace("Bearer ", ""));
});

test("a reset forgets what happened, the options, the faults and the clock, but not the setup", async () => {
  const scene = await startFixture();
  await connected(scene);
  await scene.control("/options", { authMode: "embed" });
  await scene.control("/faults", { times: "always", action: { status: 500 } });
  await scene.control("/clock", { set: "2030-01-01T00:00:00Z" });
  await scene.control("/reset", {});
  const state = await scene.control("/state");
  expect(state).toMatchObject({
    authorisations: [],
    bankAccounts: [],
    log: [],
    faults: [],
    options: { authMode: "redirect" },
  });
  expect((await scene.control("/authorisations", { bankId: scene.banks.us.bankId })).notificationStatus).toBe(200);
});

test("options merge, null goes back to the default, and an unknown one is refused", async () => {
  const scene = await startFixture();
  await scene.control("/options", { answers: { repeatedPatch: 404 } });
  const merged = await scene.control("/options", { statementDelayMs: 5, answers: { badSecret: 403 } });
  expect(merged).toMatchObject({ statementDelayMs: 5, answers: { repeatedPatch: 404, badSecret: 403 } });
  expect(await scene.control("/options", { answers: { repeatedPatch: null } })).toMatchObject({
    answers: { repeatedPatch: 409 },
  });
  expect((await scene.control("/options", { speed: 9 })).problem).toContain("speed");
  expect(
    (await scene.control("/options", { notification: { byKind: { authorisation: { delivery: "maybe" } } } })).problem,
  ).toContain("delivery");
});

test("a control that does not understand says what it wanted", async () => {
  const scene = await startFixture();
  expect((await scene.call("POST", "/_control/authorisations", {})).status).toBe(400);
  expect((await scene.call("POST", "/_control/clock", { set: "soon" })).status).toBe(400);
  expect((await scene.call("POST", "/_control/setup", { banks: "none" })).status).toBe(400);
  expect((await scene.call("POST", "/_control/accounts/x/status", { status: "active" })).status).toBe(404);
  expect(await scene.control("")).toHaveProperty("routes");
});
