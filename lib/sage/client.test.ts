import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { AuthorisationOutcome } from "../journey/ports.ts";
import { type StandIn, sageForTest } from "../testing/sage.ts";
import { aTurn, atOnce } from "../testing/turns.ts";
import { sageClient } from "./client.ts";
import { type CallObserver, sageHttp } from "./http.ts";
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

/** The client's insides with times that a test can bear. */
const quick = ({ region }: StandIn, options: { budgetMs: number; timeoutMs: number }) =>
  // Pauses at their longest: 200, 400, 800 and 1,600 ms.
  sageHttp(region, tokenSource(region), { ...options, turn: atOnce, random: () => 1 });
const patch = (id: string) =>
  ({
    operation: "authorise",
    method: "PATCH",
    path: `/v1/authorisations/${id}`,
    body: { data: { status: "success" } },
  }) as const;

test.each([
  ["error", { status: "error" }],
  ["cancelled", { status: "cancelled" }],
  ["a renewed consent", { status: "success", accounts: null }],
] as const)("Sage is told %s with the status alone", async (_, outcome) => {
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

test("a token that Sage no longer takes is thrown away and fetched anew, once for all who held it", async () => {
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
  ["a 401 that stays", { status: 401 }, 2],
  ["a wrong API key", { status: 403, body: { message: "Forbidden" } }, 1],
  ["an unknown authorisation", { status: 404, body: { error: { code: "NotFoundError" } } }, 1],
  ["a web page for a refusal", { status: 422, body: "<html>", type: "text/html" }, 1],
  ["a body that is no JSON", { status: 400, body: "{" }, 1],
  ["a body of another shape", { status: 400, body: { error: "no" } }, 1],
] as const)("%s is a refusal, and not asked again", async (_, answer, calls) => {
  const sage = await sageForTest();
  sage.answer(/authorisations/, answer, answer);
  const id = randomUUID();
  const refused = await clientFor(sage).authorise("eu", id, success);
  expect(refused).toMatchObject({ ok: false, problem: { code: "refused" } });
  expect(sage.patches(id)).toHaveLength(calls);
});

test.each([
  ["a web page", { status: 200, body: "<html>Thank you</html>", type: "text/html" }],
  ["nothing", { status: 204, body: "" }],
  ["another shape", { status: 202, body: [1, 2] }],
] as const)("Sage's yes is a yes also with %s in it", async (_, answer) => {
  const sage = await sageForTest();
  sage.answer(/authorisations/, answer);
  expect(await clientFor(sage).authorise("eu", randomUUID(), success)).toEqual({ ok: true, value: null });
});

test("an answer that leads elsewhere is not followed: our key and token stay here", async () => {
  const [sage, elsewhere] = [await sageForTest(), await sageForTest()];
  sage.answer(/authorisations/, { status: 307, headers: { location: `${elsewhere.url}/v1/authorisations/x` } });
  sage.answer(/token/, { status: 307, headers: { location: `${elsewhere.url}/token` } });
  await clientFor(sage).authorise("eu", randomUUID(), success);
  expect(elsewhere.calls).toEqual([]);
});

test("credentials that Sage refuses are final; a token endpoint that is busy is asked again", async () => {
  const sage = await sageForTest();
  sage.answer(/token/, { status: 401, body: { error: "access_denied" } });
  expect(await clientFor(sage).authorise("eu", randomUUID(), success)).toMatchObject({
    ok: false,
    problem: { code: "refused" },
  });
  sage.answer(/token/, { status: 429 }, { status: 503 });
  expect(await clientFor(sage).authorise("eu", randomUUID(), success)).toMatchObject({ ok: true });
  sage.answer(/token/, { status: 200, body: "<html>", type: "text/html" });
  expect(await clientFor(sage).authorise("eu", randomUUID(), success)).toMatchObject({ ok: false });
});

test("a token that never came leaves no doubt: Sage was not told", async () => {
  const sage = await sageForTest();
  sage.answer(/token/, ...Array.from({ length: 20 }, () => "reset" as const));
  const call = quick(sage, { budgetMs: 600, timeoutMs: 300 });
  expect(await call(patch(randomUUID()))).toMatchObject({ kind: "none", ambiguous: false });
});

test("silence is a doubt, and takes no longer than the budget", async () => {
  const sage = await sageForTest();
  sage.answer(/authorisations/, ...Array.from({ length: 20 }, () => "silence" as const));
  const began = performance.now();
  const reply = await quick(sage, { budgetMs: 2_000, timeoutMs: 300 })(patch(randomUUID()));
  expect(reply).toMatchObject({ kind: "none", ambiguous: true, detail: "timeout" });
  expect(performance.now() - began).toBeLessThan(2_500);
});

test("a person who waits for a Sage that is down waits no longer than the budget", async () => {
  const sage = await sageForTest();
  sage.answer(/authorisations/, ...Array.from({ length: 50 }, () => ({ status: 503 })));
  const began = performance.now();
  const reply = await quick(sage, { budgetMs: 2_000, timeoutMs: 300 })(patch(randomUUID()));
  expect(reply).toMatchObject({ kind: "none", ambiguous: true, detail: "503" });
  expect(performance.now() - began).toBeLessThan(2_500);
});

test("Sage that took it and then fell silent is asked again, and its “already used” is the answer", async () => {
  const sage = await sageForTest();
  const id = randomUUID();
  sage.answer(/authorisations/, "taken, then silence");
  expect(await quick(sage, { budgetMs: 3_000, timeoutMs: 300 })(patch(id))).toMatchObject({
    kind: "answer",
    status: 409,
    ambiguousBefore: true,
  });
  sage.answer(/authorisations/, { status: 429 });
  expect(await quick(sage, { budgetMs: 3_000, timeoutMs: 300 })(patch(id))).toMatchObject({
    kind: "answer",
    status: 409,
    ambiguousBefore: false,
  });
});

test("without a turn in time nothing is sent, and that is no doubt", async () => {
  const sage = await sageForTest();
  const crowded = sageClient(sage.config, { turns: () => async () => null });
  expect(await crowded.authorise("eu", randomUUID(), success)).toMatchObject({
    ok: false,
    problem: { code: "unreachable", ambiguous: false },
  });
  expect(sage.to("/v1/authorisations")).toEqual([]);
});

test("turns that are old before they can be used, since the store is slow, keep nobody from calling", async () => {
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
