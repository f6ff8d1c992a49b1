import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { aTurn, atOnce } from "../../test/fair-queue.ts";
import { patchOf, quickCalls } from "../../test/quick-calls.ts";
import { refusal, type StandIn, sageForTest } from "../../test/sage.ts";
import type { Statement } from "../feed/statement.ts";
import type { BankRequest } from "../institution/sage-bank.ts";
import type { AuthorisationOutcome } from "../journey/ports.ts";
import { sageClient } from "./client.ts";
import type { CallObserver } from "./http.ts";
import { tokenSource } from "./token.ts";

const account = {
  externalId: "acc-1",
  name: "Current •••• 6819",
  bankIdentifier: "company",
  branchIdentifier: "601613",
  accountIdentifier: "31926819",
};
const success: AuthorisationOutcome = { status: "success", accounts: [account] };
const clientFor = (sage: StandIn, observe?: CallObserver) =>
  sageClient(sage.config, { turns: () => atOnce, ...(observe ? { observe } : {}) });

test.each([
  ["error", { status: "error" }],
  ["cancelled", { status: "cancelled" }],
  ["a renewed consent", { status: "success", accounts: null }],
] as const)("Sage is informed of %s with the status alone", async (_, outcome) => {
  const sage = await sageForTest();
  const id = randomUUID();
  expect(await clientFor(sage).authorise("eu", id, outcome)).toEqual({ ok: true, value: null });
  expect(sage.outcomes.get(id)).toEqual({ data: { status: outcome.status } });
});

test("an account without a branch is sent without one, not with an empty one", async () => {
  const sage = await sageForTest();
  const id = randomUUID();
  await clientFor(sage).authorise("eu", id, { status: "success", accounts: [{ ...account, branchIdentifier: null }] });
  const told = sage.outcomes.get(id) as { data: { bankAccounts: object[] } };
  expect(Object.keys(told.data.bankAccounts[0] ?? {})).toEqual([
    "bankAccountExternalId",
    "accountName",
    "bankIdentifier",
    "accountIdentifier",
  ]);
});

test("fifty callers share one token, asked for as Sage ID wants it", async () => {
  const sage = await sageForTest();
  const client = clientFor(sage);
  const answers = await Promise.all(Array.from({ length: 50 }, () => client.authorise("eu", randomUUID(), success)));
  expect(answers.every(({ ok }) => ok)).toBe(true);
  const [asked, ...others] = sage.to("/token");
  expect(others).toEqual([]);
  expect(asked?.headers["content-type"]).toMatch(/^application\/x-www-form-urlencoded/);
  expect(Object.fromEntries(new URLSearchParams(asked?.body))).toEqual({
    grant_type: "client_credentials",
    client_id: "client",
    client_secret: "client-secret",
    audience: "audience",
  });
});

test("a token that Sage no longer takes is dropped and fetched once for all who held it", async () => {
  const sage = await sageForTest();
  const client = clientFor(sage);
  await client.authorise("eu", randomUUID(), success);
  sage.revoked.add(sage.calls.at(-1)?.headers.authorization);
  const answers = await Promise.all(Array.from({ length: 10 }, () => client.authorise("eu", randomUUID(), success)));
  expect(answers.every(({ ok }) => ok)).toBe(true);
  expect(sage.to("/token")).toHaveLength(2);
});

test("a token is renewed before it ends, not after", async () => {
  const sage = await sageForTest();
  let now = 0;
  const token = tokenSource(sage.region, () => now);
  const signal = AbortSignal.timeout(5_000);
  const first = await token.get(signal);
  now = (28_800 - 61) * 1000;
  expect(await token.get(signal)).toBe(first);
  now = (28_800 - 59) * 1000;
  expect(await token.get(signal)).not.toBe(first);
});

test.each([
  ["an unknown authorisation", { status: 404, body: refusal("NotFoundError") }],
  ["a body that does not fit", { status: 400, body: refusal("ValidationError") }],
  ["no right to it", { status: 403, body: refusal("AuthenticationError") }],
] as const)("%s in Sage's documented form is a refusal, and no retry follows", async (_, answer) => {
  const sage = await sageForTest();
  sage.answer(/authorisations/, answer);
  const id = randomUUID();
  const refused = await clientFor(sage).authorise("eu", id, success);
  expect(refused).toMatchObject({ ok: false, problem: { code: "refused" } });
  expect(sage.patches(id)).toHaveLength(1);
});

const HTML = { body: "<html>Please wait</html>", type: "text/html" };
const notSages = [
  ["a web page for a yes", { status: 200, ...HTML }],
  ["an empty yes", { status: 200, body: "" }],
  ["no content", { status: 204, body: "" }],
  ["an error under 200", { status: 200, body: refusal("ValidationError") }],
  ["another shape under 202", { status: 202, body: [1, 2] }],
  ["a gateway's 400", { status: 400, ...HTML }],
  ["a gateway's 403", { status: 403, body: { message: "Forbidden" } }],
  ["a gateway's 404", { status: 404, body: { message: "no Route matched" } }],
  ["a gateway's 409", { status: 409, body: "{" }],
  ["a gateway's 502", { status: 502, ...HTML }],
] as const;

test.each(notSages)(
  "%s shows nothing of Sage: the client retries, and if it stays so the outcome is unknown",
  async (_, answer) => {
    const sage = await sageForTest();
    const id = randomUUID();
    sage.answer(/authorisations/, answer);
    expect(await clientFor(sage).authorise("eu", id, success)).toEqual({ ok: true, value: null });
    expect(sage.patches(id)).toHaveLength(2);
    sage.answer(/authorisations/, ...Array.from({ length: 20 }, () => answer));
    const reply = await quickCalls(sage, { budgetMs: 500, timeoutMs: 300 })(patchOf(randomUUID()));
    expect(reply).toMatchObject({ kind: "none", ambiguous: true });
  },
);

const lines = {
  id: randomUUID(),
  region: "eu",
  kind: "lines",
  lines: [],
  sageStatementId: "one",
} as unknown as Statement;
test.each(notSages)("%s is believed by no other call either", async (_, answer) => {
  const sage = await sageForTest();
  const client = clientFor(sage);
  const account = { sourceAccountId: randomUUID(), institutionId: randomUUID(), bankId: randomUUID() };
  const request = { create: { name: "Bank", countryCode: "GB", externalRef: "ref", callbackUrls: {} } } as BankRequest;
  sage.answer(/statements|banks/, ...Array.from({ length: 3 }, () => answer));
  expect(await client.postStatement(lines)).toMatchObject({ problem: { code: "unreachable", ambiguous: true } });
  expect(await client.statementState(lines)).toMatchObject({
    is: "unanswered",
    sageAnswer: { httpStatus: answer.status },
  });
  expect(await client.syncBank("eu", request)).toMatchObject({ problem: { code: "unsure" } });
  sage.answer(/accountqueries|token/, answer);
  const asked = { ...account, region: "eu", announcedAt: new Date() } as const;
  // Asked once more, Sage answers.
  expect(await clientFor(sage).query(asked)).toEqual({ ok: true, value: { living: [], ended: [] } });
});

test("a 401 that stays is retried once, with a new token, and the outcome is known", async () => {
  const sage = await sageForTest();
  sage.answer(/authorisations/, { status: 401, ...HTML }, { status: 401, ...HTML });
  const id = randomUUID();
  const problem = { code: "unreachable", ambiguous: false };
  expect(await clientFor(sage).authorise("eu", id, success)).toMatchObject({ ok: false, problem });
  expect([sage.patches(id).length, sage.to("/token").length]).toEqual([2, 2]);
});

test("a gateway's refusal at the token endpoint is not Sage's: the client asks for the token once more", async () => {
  const sage = await sageForTest();
  sage.answer(
    /token/,
    { status: 403, ...HTML },
    { status: 200, ...HTML },
    { status: 401, body: { message: "Unauthorized" } },
  );
  expect(await clientFor(sage).authorise("eu", randomUUID(), success)).toEqual({ ok: true, value: null });
});

test("a Sage that asks for a delay gets the retry after it, in seconds or by a date, never earlier", async () => {
  const sage = await sageForTest();
  const later = (seconds: number) => new Date(Date.now() + seconds * 1000).toUTCString();
  for (const header of ["2", later(2.9)]) {
    const id = randomUUID();
    sage.answer(/authorisations/, { status: 503, headers: { "retry-after": header } });
    expect(await clientFor(sage).authorise("eu", id, success)).toEqual({ ok: true, value: null });
    const [first, second] = sage.patches(id);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(900);
  }
  const id = randomUUID();
  sage.answer(/authorisations/, { status: 503, headers: { "retry-after": "60" } });
  const began = performance.now();
  expect(await clientFor(sage).authorise("eu", id, success)).toMatchObject({ ok: false });
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(sage.patches(id)).toHaveLength(1);
});

test("an answer that leads elsewhere is not followed: our key and token stay here", async () => {
  const [sage, elsewhere] = [await sageForTest(), await sageForTest()];
  sage.answer(/authorisations/, { status: 307, headers: { location: `${elsewhere.url}/v1/authorisations/x` } });
  sage.answer(/token/, { status: 307, headers: { location: `${elsewhere.url}/token` } });
  await clientFor(sage).authorise("eu", randomUUID(), success);
  expect(elsewhere.calls).toEqual([]);
});

test("credentials that Sage refuses are final; a busy token endpoint is retried", async () => {
  const sage = await sageForTest();
  sage.answer(/token/, { status: 401, body: { error: "access_denied" } });
  expect(await clientFor(sage).authorise("eu", randomUUID(), success)).toMatchObject({
    ok: false,
    problem: { code: "refused", sageAnswer: { httpStatus: 401, code: "access_denied" } },
  });
  sage.answer(/token/, { status: 429 }, { status: 503 });
  expect(await clientFor(sage).authorise("eu", randomUUID(), success)).toMatchObject({ ok: true });
});

test("a token that never came leaves a known outcome: Sage got no request", async () => {
  const sage = await sageForTest();
  sage.answer(/token/, ...Array.from({ length: 20 }, () => "reset" as const));
  const call = quickCalls(sage, { budgetMs: 600, timeoutMs: 300 });
  expect(await call(patchOf(randomUUID()))).toMatchObject({ kind: "none", ambiguous: false });
});

test("without a permit in time nothing is sent, and the outcome is known", async () => {
  const sage = await sageForTest();
  const crowded = sageClient(sage.config, { turns: () => async () => null });
  expect(await crowded.authorise("eu", randomUUID(), success)).toMatchObject({
    ok: false,
    problem: { code: "unreachable", ambiguous: false, sageAnswer: null },
  });
  expect(sage.to("/v1/authorisations")).toEqual([]);
});

test("permits that age before use, since the store is slow, stop no calls", async () => {
  const sage = await sageForTest();
  const old = sageClient(sage.config, { turns: () => async () => ({ ...aTurn, age: () => 1_000 }) });
  expect(await old.authorise("eu", randomUUID(), success)).toMatchObject({ ok: true });
});

test("a region without credentials is unreachable, and says so", async () => {
  const sage = await sageForTest();
  const answer = await clientFor(sage).authorise("us", randomUUID(), success);
  expect(answer).toMatchObject({
    ok: false,
    problem: { code: "unreachable", ambiguous: false, detail: "Sage's us region is not configured" },
  });
  expect(sage.calls).toEqual([]);
});

test("each request is measured by its outcome", async () => {
  const sage = await sageForTest();
  const seen: string[] = [];
  sage.answer(/authorisations/, { status: 503 }, "reset");
  await clientFor(sage, ({ operation, outcome }) => void seen.push(`${operation} ${outcome}`)).authorise(
    "eu",
    randomUUID(),
    success,
  );
  expect(seen).toEqual(["authorise 503", "authorise network", "authorise 200"]);
});

test("neither key nor token nor number is in what a refusal says", async () => {
  const sage = await sageForTest();
  sage.answer(/authorisations/, {
    status: 400,
    body: { error: { code: "ValidationError", message: "31926819 is no account" } },
  });
  const refused = JSON.stringify(await clientFor(sage).authorise("eu", randomUUID(), success));
  expect(refused).toContain("400 ValidationError");
  for (const secret of ["31926819", "api-key", "token-", "client-secret"]) expect(refused).not.toContain(secret);
});
