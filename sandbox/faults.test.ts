import { expect, test } from "vitest";
import { json } from "../test/sandbox/answer.ts";
import { providerHeaders, startFixture, twoAccounts } from "../test/sandbox/fixture.ts";
import { connected, statementOf } from "../test/sandbox/onboard.ts";

async function aPatch() {
  const fixture = await startFixture();
  const { authorisationId } = await fixture.control("/authorisations", { bankId: fixture.banks.eu.bankId });
  const headers = await providerHeaders(fixture);
  const path = `/eu/provider/v1/authorisations/${authorisationId}`;
  return {
    fixture,
    spoil: (action: unknown, times: number | "always" = 1) =>
      fixture.control("/faults", { match: { method: "PATCH", path: "/eu/provider/" }, times, action }),
    patch: () => fixture.call("PATCH", path, twoAccounts, headers),
    authorisation: () => fixture.control(`/authorisations/${authorisationId}`),
  };
}

test("a fault answers so many times, with its own status, body and headers, and applies nothing", async () => {
  const { spoil, patch, authorisation } = await aPatch();
  await spoil({ status: 503, body: { sorry: true }, headers: { "retry-after": "1" } }, 2);
  const first = await patch();
  expect([first.status, first.headers.get("retry-after"), await first.json()]).toEqual([503, "1", { sorry: true }]);
  expect((await patch()).status).toBe(503);
  expect((await authorisation()).status).toBe("created");
  expect((await patch()).status).toBe(200);
  expect((await authorisation()).patchCalls.map((call) => call.answer)).toEqual([503, 503, 200]);
});

test.each([
  [{ status: 200, as: "html" }, "text/html", /<h1>/],
  [{ status: 200, as: "empty" }, null, /^$/],
  [{ status: 204, as: "html" }, "text/html", /^$/],
  [{ status: 403, as: "gateway" }, "application/json", /^\{"message":"Status 403"\}$/],
  [
    { status: 200, as: "refused" },
    "application/json",
    /"error":\{"code":"ValidationError"|"UnsupportedOperationError"/,
  ],
  [{ status: 409, as: "used" }, "application/json", /"data":null.*already used/],
  [{ status: 409, as: "expired" }, "application/json", /"data":null.*has expired/],
])("a fault can name its body: %j", async (action, type, text) => {
  const { spoil, patch, authorisation } = await aPatch();
  await spoil(action);
  const spoilt = await patch();
  expect([spoilt.status, spoilt.headers.get("content-type")]).toEqual([action.status, type]);
  expect(await spoilt.text()).toMatch(text);
  expect((await authorisation()).status).toBe("created");
  await spoil({ after: "apply-then-status", ...action });
  expect((await patch()).headers.get("content-type")).toBe(type);
  expect((await authorisation()).status).toBe("success");
});

test("a reset loses the request, an apply-then-reset only the answer", async () => {
  const { spoil, patch, authorisation } = await aPatch();
  await spoil({ reset: true });
  await expect(patch()).rejects.toThrow("fetch failed");
  expect((await authorisation()).status).toBe("created");

  await spoil({ after: "apply-then-reset" });
  await expect(patch()).rejects.toThrow("fetch failed");
  expect(await authorisation()).toMatchObject({ status: "success", patchCount: 2 });
  expect((await patch()).status).toBe(409);
});

test("apply-then-status applies and then says otherwise", async () => {
  const { spoil, patch, authorisation } = await aPatch();
  await spoil({ after: "apply-then-status", status: 500 });
  expect((await patch()).status).toBe(500);
  expect((await authorisation()).status).toBe("success");
});

test.each([{ hang: true }, { after: "apply-then-hang" }])(
  "%j never answers; the caller has to give up",
  async (action) => {
    const { fixture, spoil, authorisation } = await aPatch();
    await spoil(action);
    const headers = { ...(await providerHeaders(fixture)), "content-type": "application/json" };
    const { id } = await authorisation();
    const giveUp = new AbortController();
    const calling = fetch(`${fixture.url}/eu/provider/v1/authorisations/${id}`, {
      method: "PATCH",
      headers,
      body: JSON.stringify(twoAccounts),
      signal: giveUp.signal,
    });
    while ((await authorisation()).patchCount === 0) await fixture.control("/faults");
    giveUp.abort();
    await expect(calling).rejects.toThrow("aborted");
    expect((await authorisation()).status).toBe("after" in action ? "success" : "created");
    expect((await authorisation()).patchCalls[0]?.answer).toBe("hang");
  },
);

test("a delay only delays", async () => {
  const { spoil, patch } = await aPatch();
  await spoil({ delayMs: 30 });
  const started = performance.now();
  expect((await patch()).status).toBe(200);
  expect(performance.now() - started).toBeGreaterThanOrEqual(29);
});

test("a statement whose answer was lost is a duplicate when it is sent again", async () => {
  const fixture = await startFixture();
  const { bankAccountId, headers } = await connected(fixture);
  const body = statementOf({ bankAccountId, bankId: fixture.banks.eu.bankId, ids: ["t1"] });
  const send = () => fixture.call("POST", "/eu/provider/v1/statements", body, headers);
  await fixture.control("/faults", [
    { match: { path: "^/eu/provider/v1/statements$" }, action: { after: "apply-then-reset" } },
  ]);
  await expect(send()).rejects.toThrow();
  await fixture.control("/clock", { advanceSeconds: 2 });
  const again = await send();
  expect([again.status, (await json(again)).error.detail[0]?.target]).toEqual([
    409,
    "StatementRequest.data.transactionDetails[0].uniqueId",
  ]);
});

test("faults can be aimed at a region, last for ever, and be taken away", async () => {
  const fixture = await startFixture();
  await fixture.control("/faults", { match: { region: "us" }, times: "always", action: { status: 500 } });
  expect((await fixture.token("us")).status).toBe(500);
  expect((await fixture.token("us")).status).toBe(500);
  expect((await fixture.token("eu")).status).toBe(200);
  await fixture.call("DELETE", "/_control/faults");
  expect((await fixture.token("us")).status).toBe(200);
  expect((await fixture.control("/faults", { action: { explode: true } })).problem).toContain("action");
});
