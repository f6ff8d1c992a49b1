import { expect, test } from "vitest";
import { type Fixture, paths, secretHeader, startFixture } from "../test/sandbox/fixture.ts";
import { authorised } from "../test/sandbox/onboard.ts";
import { answers } from "../test/sandbox/provider.ts";

const start = (scene: Fixture) => scene.control("/authorisations", { bankId: scene.banks.eu.bankId });
const received = (scene: Fixture) => scene.provider.to(paths.notification);

test("the provider hears of an authorisation before anybody is sent to it", async () => {
  const scene = await startFixture();
  scene.provider.reply(paths.notification, answers(204, ""));
  const started = await start(scene);
  expect(started.notificationStatus).toBe(204);
  expect(received(scene)).toHaveLength(1);
  expect(received(scene)[0]?.headers[secretHeader.name]).toBe(secretHeader.value);
});

test("a late notification comes when the clock says so", async () => {
  const scene = await startFixture();
  await scene.control("/options", { notification: { delayMs: 60_000 } });
  expect((await start(scene)).notificationStatus).toBeNull();
  expect(received(scene)).toHaveLength(0);
  await scene.control("/clock", { advanceSeconds: 60 });
  expect(received(scene)).toHaveLength(1);
});

test("a notification can come twice or never", async () => {
  const scene = await startFixture();
  await scene.control("/options", { notification: { delivery: "twice" } });
  await start(scene);
  expect(received(scene)).toHaveLength(2);
  expect(received(scene)[0]?.body).toEqual(received(scene)[1]?.body);
  await scene.control("/options", { notification: { delivery: "never" } });
  await start(scene);
  expect(received(scene)).toHaveLength(2);
});

test("the news of a bank account's end can overtake that of its beginning", async () => {
  const scene = await startFixture();
  await scene.control("/options", { notification: { byKind: { bankAccountCreated: { delayMs: 10_000 } } } });
  const { started } = await authorised(scene);
  const choice = { authorisationId: started.authorisationId, externalId: "acc-1", startDate: "2026-01-01" };
  const { bankAccountId } = await scene.control("/choose", choice);
  await scene.control(`/accounts/${bankAccountId}/status`, { status: "cancelled" });
  await scene.control("/clock", { advanceSeconds: 10 });
  const types = received(scene).map((call) => (call.body as { type: string }).type);
  expect(types).toEqual(["resourceCreated", "resourceDeleted", "resourceCreated"]);
});

test.each([
  ["missing", undefined],
  ["external-id-only", {}],
])("additionalData can be %s, and the resource's url anything", async (additionalData, expected) => {
  const scene = await startFixture();
  await scene.control("/options", { notification: { additionalData, resourceUrl: "" } });
  const { authorisationId } = await start(scene);
  expect(received(scene)[0]?.body).toEqual({
    type: "resourceCreated",
    resource: { id: authorisationId, type: "authorisation", url: "" },
    ...(expected ? { additionalData: expected } : {}),
  });
});

test("a refused notification is not repeated, unless retries are asked for", async () => {
  const scene = await startFixture();
  scene.provider.reply(paths.notification, answers(500, {}));
  expect((await start(scene)).notificationStatus).toBe(500);
  await scene.control("/clock", { advanceSeconds: 3600 });
  expect(received(scene)).toHaveLength(1);
  await scene.control("/options", { notification: { retries: 3, retryMs: 1000 } });
  await start(scene);
  for (const _retry of [1, 2, 3, 4]) await scene.control("/clock", { advanceSeconds: 1 });
  expect(received(scene)).toHaveLength(5);
  const { notifications } = await scene.control("/state");
  expect(notifications.map((sent) => sent.attempts.map((attempt) => attempt.answer))).toEqual([
    [500],
    [500, 500, 500, 500],
  ]);
});

test("a provider that does not answer is given up, and one that is away is said to be", async () => {
  const scene = await startFixture();
  await scene.control("/options", { callTimeoutMs: 50 });
  scene.provider.reply(paths.notification, () => {});
  expect((await start(scene)).notificationStatus).toBe("timeout");
  await scene.provider.close();
  expect((await start(scene)).notificationStatus).toBe("unreachable");
});

test("any notification can be sent by hand, with and without the secret header", async () => {
  const scene = await startFixture();
  const body = { type: "resourceMoved", resource: null };
  await scene.control("/notify", { body });
  await scene.control("/notify", { body, withHeader: false });
  expect(received(scene).map((call) => [call.body, call.headers[secretHeader.name]])).toEqual([
    [body, secretHeader.value],
    [body, undefined],
  ]);
});
