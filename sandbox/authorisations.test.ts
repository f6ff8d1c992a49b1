import { expect, test } from "vitest";
import { json } from "../test/sandbox/answer.ts";
import { type Fixture, paths, providerHeaders, startFixture, twoAccounts } from "../test/sandbox/fixture.ts";
import { authorised } from "../test/sandbox/onboard.ts";

const UNKNOWN = "00000000-0000-4000-8000-000000000000";
const patch = (fixture: Fixture, id: string, body: unknown, headers: Record<string, string>, region = "eu") =>
  fixture.call("PATCH", `/${region}/provider/v1/authorisations/${id}`, body, headers);
const start = (fixture: Fixture) => fixture.control("/authorisations", { bankId: fixture.banks.eu.bankId });

test("a token is given for a form and for JSON, and never for a wrong secret", async () => {
  const fixture = await startFixture();
  const asJson = await fixture.token();
  expect(await json(asJson)).toMatchObject({ token_type: "Bearer", expires_in: 28_800 });
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: "client-eu",
    client_secret: "client-secret-eu",
    audience: "audience-eu",
  });
  expect((await fetch(`${fixture.url}/eu/oauth/token`, { method: "POST", body: form })).status).toBe(200);
  const refused = await fixture.token("eu", { client_secret: "wrong" });
  expect([refused.status, (await json(refused)).error]).toEqual([401, "access_denied"]);
  expect((await fixture.token("eu", { grant_type: "password" })).status).toBe(400);
  expect((await fixture.token("us", { client_id: "client-eu", client_secret: "client-secret-eu" })).status).toBe(401);
});

test("tokens asked for too often are refused until a minute has passed", async () => {
  const fixture = await startFixture();
  await fixture.control("/options", { limits: { tokensPerMinute: 2 } });
  const statuses = [await fixture.token(), await fixture.token(), await fixture.token()].map(
    (response) => response.status,
  );
  expect(statuses).toEqual([200, 200, 429]);
  await fixture.control("/clock", { advanceSeconds: 60 });
  expect((await fixture.token()).status).toBe(200);
});

test("key, then token, then id, then body decide the answer, in this order", async () => {
  const fixture = await startFixture();
  const { authorisationId } = await start(fixture);
  const good = await providerHeaders(fixture);
  const other = await providerHeaders(fixture, "us");
  const authorization = String(good.authorization);
  const cases: [string, Record<string, string>, unknown, number, string | undefined][] = [
    [UNKNOWN, { authorization }, {}, 403, undefined],
    [UNKNOWN, { authorization, "x-api-key": "wrong" }, {}, 403, undefined],
    [UNKNOWN, { "x-api-key": fixture.apiKey("eu") }, {}, 401, "AuthenticationError"],
    [UNKNOWN, { ...good, authorization: "Bearer a.b.c" }, {}, 401, "AuthenticationError"],
    [UNKNOWN, { ...good, authorization: String(other.authorization) }, {}, 401, "AuthenticationError"],
    [UNKNOWN, good, {}, 404, "NotFoundError"],
    [authorisationId, good, {}, 400, "ValidationError"],
    [authorisationId, good, twoAccounts, 200, undefined],
    [authorisationId, good, twoAccounts, 409, "UnsupportedOperationError"],
  ];
  for (const [id, headers, body, status, code] of cases) {
    const response = await patch(fixture, id, body, headers);
    expect([response.status, (await json(response)).error?.code]).toEqual([status, code]);
  }
  const { authorisations } = await fixture.control("/state");
  expect(authorisations[0]?.patchCalls.map((call) => call.answer)).toEqual([400, 200, 409]);
});

test("a token runs out after eight hours", async () => {
  const fixture = await startFixture();
  const headers = await providerHeaders(fixture);
  await fixture.control("/clock", { advanceSeconds: 28_800 });
  expect((await patch(fixture, UNKNOWN, twoAccounts, headers)).status).toBe(401);
});

test("a token for another audience is refused, with 401 or with 403 as the options say", async () => {
  const fixture = await startFixture();
  const { access_token } = await json(await fixture.token("eu", { audience: "elsewhere" }));
  const headers = { "x-api-key": fixture.apiKey("eu"), authorization: `Bearer ${access_token}` };
  expect((await patch(fixture, UNKNOWN, {}, headers)).status).toBe(401);
  await fixture.control("/options", { answers: { foreignToken: 403 } });
  expect((await patch(fixture, UNKNOWN, {}, headers)).status).toBe(403);
});

test("an empty success may be let through, to end in a failure page", async () => {
  const fixture = await startFixture();
  await fixture.control("/options", { answers: { emptyAccounts: "failure-page" } });
  const { authorisationId, redirectUri, state } = await start(fixture);
  const body = { data: { status: "success", bankAccounts: [] } };
  expect((await patch(fixture, authorisationId, body, await providerHeaders(fixture))).status).toBe(200);
  const landed = await fixture.call("GET", `${redirectUri}?state=${state}`);
  expect(await landed.text()).toContain("shared no account");
});

test("a malformed PATCH is told every field that is wrong and uses nothing up", async () => {
  const fixture = await startFixture();
  const { authorisationId } = await start(fixture);
  const headers = await providerHeaders(fixture);
  const bad = [
    [{ status: "success" }, "AuthorisationRequest.data"],
    [{ data: { status: "done" } }, "AuthorisationRequest.data.status"],
    [{ data: { bankAccounts: [] } }, "AuthorisationRequest.data.status"],
    [{ data: { status: "success", bankAccounts: [] } }, "AuthorisationRequest.data.bankAccounts"],
    [
      { data: { status: "success", bankAccounts: [{}] } },
      "AuthorisationRequest.data.bankAccounts[0].bankAccountExternalId",
    ],
  ] as const;
  for (const [body, target] of bad) {
    const response = await patch(fixture, authorisationId, body, headers);
    expect(response.status).toBe(400);
    expect((await json(response)).error.detail[0]).toMatchObject({ target, code: "InvalidPropertyValue" });
  }
  expect((await patch(fixture, authorisationId, twoAccounts, headers)).status).toBe(200);
});

test("an authorisation is good for twenty minutes and for one region", async () => {
  const fixture = await startFixture();
  const { authorisationId } = await start(fixture);
  expect((await patch(fixture, authorisationId, twoAccounts, await providerHeaders(fixture, "us"), "us")).status).toBe(
    404,
  );
  const headers = await providerHeaders(fixture);
  await fixture.control("/clock", { advanceSeconds: 20 * 60 });
  expect((await patch(fixture, authorisationId, twoAccounts, headers)).status).toBe(409);
  expect((await fixture.control(`/authorisations/${authorisationId}`)).status).toBe("expired");
  await fixture.control("/options", { answers: { expiredAuthorisation: 404 } });
  expect((await patch(fixture, authorisationId, twoAccounts, headers)).status).toBe(404);
});

test("the eleventh request of a second is one too many, and the next second is a new one", async () => {
  const fixture = await startFixture();
  const headers = await providerHeaders(fixture);
  await fixture.control("/clock", { advanceSeconds: 5 });
  const burst = await Promise.all(Array.from({ length: 12 }, () => patch(fixture, UNKNOWN, twoAccounts, headers)));
  const statuses = burst.map((response) => response.status).sort();
  expect(statuses).toEqual([...Array(10).fill(404), 429, 429]);
  await fixture.control("/clock", { advanceSeconds: 1 });
  expect((await patch(fixture, UNKNOWN, twoAccounts, headers)).status).toBe(404);
});

test("account queries answer with the bank account of an external id, or with a list where they are to", async () => {
  const fixture = await startFixture();
  const { started, headers } = await authorised(fixture);
  const choice = { authorisationId: started.authorisationId, externalId: "acc-1", startDate: "2026-01-01" };
  const { bankAccountId } = await fixture.control("/choose", choice);
  const { bankId } = fixture.banks.eu;
  const ask = async (externalId: string) =>
    json(await fixture.call("POST", "/eu/provider/v1/accountqueries", { data: { bankId, externalId } }, headers));
  const account = { bankAccountId, status: "pending", requestedStartDate: "2026-01-01T00:00:00.000Z" };
  expect(await ask("acc-1")).toEqual({ data: account, links: null, meta: null });
  expect((await ask("acc-9")).error.code).toBe("NotFoundError");
  await fixture.control("/options", { accountQueries: "list", requestedStartDates: "date" });
  expect((await ask("acc-1")).data).toEqual([{ ...account, requestedStartDate: "2026-01-01" }]);
  expect((await ask("acc-9")).data).toEqual([]);
});

test("bank sync makes a bank that waits to be enabled, changes it and removes it", async () => {
  const fixture = await startFixture();
  const headers = await providerHeaders(fixture);
  const sync = (data: unknown) => fixture.call("POST", "/eu/provider/v1/banks", { data }, headers);
  const { callbackUrls: callbackURLs } = fixture.banks.eu;
  const made = await json(
    await sync([{ toCreate: [{ name: "New Bank", countryCode: "GB", externalRef: "new", callbackURLs }] }]),
  );
  const [bank] = made.data.created;
  const bankId = bank?.principalId ?? "";
  expect(bank?.externalRef).toBe("new");
  expect((await fixture.control("/authorisations", { bankId })).problem).toContain("disabled");
  await fixture.control(`/banks/${bankId}`, { enabled: true });
  expect((await fixture.control("/authorisations", { bankId })).notificationStatus).toBe(200);
  expect((await sync({ toUpdate: [{ principalId: bankId, externalRef: "new", name: "Newer Bank" }] })).status).toBe(
    200,
  );
  expect((await json(await fixture.call("GET", `/api/v1/banks/${bankId}`))).name).toBe("Newer Bank");
  expect((await sync({ toRemove: [{ principalId: bankId, externalRef: "other" }] })).status).toBe(404);
  expect((await sync({ toRemove: [{ principalId: bankId, externalRef: "new" }] })).status).toBe(200);
  expect((await fixture.call("GET", `/api/v1/banks/${bankId}`)).status).toBe(404);
  expect(fixture.provider.to(paths.notification)).toHaveLength(1);
});
