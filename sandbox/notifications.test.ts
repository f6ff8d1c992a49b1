import { expect, test } from "vitest";
import { type Fixture, paths, secretHeader, startFixture } from "../test/sandbox/fixture.ts";
import { authorised } from "../test/sandbox/onboard.ts";
import { answers } from "../test/sandbox/provider.ts";

const start = (fixture: Fixture) => fixture.control("/authorisations", { bankId: fixture.banks.eu.bankId });
const received = (fixture: Fixture) => fixture.provider.to(paths.notification);

test("the provider hears of an authorisation before anybody is sent to it", async () => {
  const fixture = await startFixture();
  fixture.provider.reply(paths.notification, answers(204, ""));
  const started = await start(fixture);
  expect(started.notificationStatus).toBe(204);
  expect(received(fixture)).toHaveLength(1);
  expect(received(fixture)[0]?.headers[secretHeader.name]).toBe(secretHeader.value);
});

test("a late notification comes when the clock says so", async () => {
  const fixture = await startFixture();
  await fixture.control("/options", { notification: { delayMs: 60_000 } });
  expect((await start(fixture)).notificationStatus).toBeNull();
  expect(received(fixture)).toHaveLength(0);
  await fixture.control("/clock", { advanceSeconds: 60 });
  expect(received(fixture)).toHaveLength(1);
});

test("a notification can come twice or never", async () => {
  const fixture = await startFixture();
  await fixture.control("/options", { notification: { delivery: "twice" } });
  await start(fixture);
  expect(received(fixture)).toHaveLength(2);
  expect(received(fixture)[0]?.body).toEqual(received(fixture)[1]?.body);
  await fixture.control("/options", { notification: { delivery: "never" } });
  await start(fixture);
  expect(received(fixture)).toHaveLength(2);
});

test("the news of a bank account's end can overtake that of its beginning", async () => {
  const fixture = await startFixture();
  await fixture.control("/options", { notification: { byKind: { bankAccountCreated: { delayMs: 10_000 } } } });
  const { started } = await authorised(fixture);
  const choice = { authorisationId: started.authorisationId, externalId: "acc-1", startDate: "2026-01-01" };
  const { bankAccountId } = await fixture.control("/choose", choice);
  await fixture.control(`/accounts/${bankAccountId}/status`, { status: "cancelled" });
  await fixture.control("/clock", { advanceSeconds: 10 });
  const types = received(fixture).map((call) => (call.body as { type: string }).type);
  expect(types).toEqual(["resourceCreated", "resourceDeleted", "resourceCreated"]);
});

test.each([
  ["missing", undefined],
  ["external-id-only", {}],
])("additionalData can be %s, and the resource's url anything", async (additionalData, expected) => {
  const fixture = await startFixture();
  await fixture.control("/options", { notification: { additionalData, resourceUrl: "" } });
  const { authorisationId } = await start(fixture);
  expect(received(fixture)[0]?.body).toEqual({
    type: "resourceCreated",
    resource: { id: authorisationId, type: "authorisation", url: "" },
    ...(expected ? { additionalData: expected } : {}),
  });
});

test("a refused notification is not repeated, unless retries are asked for", async () => {
  const fixture = await startFixture();
  fixture.provider.reply(paths.notification, answers(500, {}));
  expect((await start(fixture)).notificationStatus).toBe(500);
  await fixture.control("/clock", { advanceSeconds: 3600 });
  expect(received(fixture)).toHaveLength(1);
  await fixture.control("/options", { notification: { retries: 3, retryMs: 1000 } });
  await start(fixture);
  for (const _retry of [1, 2, 3, 4]) await fixture.control("/clock", { advanceSeconds: 1 });
  expect(received(fixture)).toHaveLength(5);
  const { notifications } = await fixture.control("/state");
  expect(notifications.map((sent) => sent.attempts.map((attempt) => attempt.answer))).toEqual([
    [500],
    [500, 500, 500, 500],
  ]);
});

test("a provider that does not answer is given up, and one that is away is said to be", async () => {
  const fixture = await startFixture();
  await fixture.control("/options", { callTimeoutMs: 50 });
  fixture.provider.reply(paths.notification, () => {});
  expect((await start(fixture)).notificationStatus).toBe("timeout");
  await fixture.provider.close();
  expect((await start(fixture)).notificationStatus).toBe("unreachable");
});

test("any notification can be sent by hand, with and without the secret header", async () => {
  const fixture = await startFixture();
  const body = { type: "resourceMoved", resource: null };
  await fixture.control("/notify", { body });
  await fixture.control("/notify", { body, withHeader: false });
  expect(received(fixture).map((call) => [call.body, call.headers[secretHeader.name]])).toEqual([
    [body, secretHeader.value],
    [body, undefined],
  ]);
});
