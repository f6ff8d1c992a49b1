import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { aTurn } from "../../test/fair-queue.ts";
import { patchOf, quickCalls } from "../../test/quick-calls.ts";
import { sageForTest } from "../../test/sage.ts";
import type { TakePermit } from "./fair-queue.ts";
import { NO_TURN, sageHttp, turnWithin } from "./http.ts";
import { tokenSource } from "./token.ts";

test("silence is an unknown outcome, and takes no longer than the budget", async () => {
  const sage = await sageForTest();
  sage.answer(/authorisations/, ...Array.from({ length: 20 }, () => "silence" as const));
  const began = performance.now();
  const reply = await quickCalls(sage, { budgetMs: 2_000, timeoutMs: 300 })(patchOf(randomUUID()));
  expect(reply).toMatchObject({ kind: "none", ambiguous: true, detail: "timeout", sageAnswer: { httpStatus: null } });
  expect(performance.now() - began).toBeLessThan(2_500);
});

test("a person who waits for a Sage that is down waits no longer than the budget", async () => {
  const sage = await sageForTest();
  sage.answer(/authorisations/, ...Array.from({ length: 50 }, () => ({ status: 503 })));
  const began = performance.now();
  const reply = await quickCalls(sage, { budgetMs: 2_000, timeoutMs: 300 })(patchOf(randomUUID()));
  const sageAnswer = { httpStatus: 503, code: null };
  expect(reply).toMatchObject({ kind: "none", ambiguous: true, detail: "503", sageAnswer });
  expect(performance.now() - began).toBeLessThan(2_500);
});

test("a Sage that took it and then fell silent is asked once more, and its “already used” is the answer", async () => {
  const sage = await sageForTest();
  const id = randomUUID();
  sage.answer(/authorisations/, "taken, then silence");
  expect(await quickCalls(sage, { budgetMs: 3_000, timeoutMs: 300 })(patchOf(id))).toMatchObject({
    kind: "rejection",
    status: 409,
    ambiguousBefore: true,
  });
  sage.answer(/authorisations/, { status: 429 });
  expect(await quickCalls(sage, { budgetMs: 3_000, timeoutMs: 300 })(patchOf(id))).toMatchObject({
    kind: "rejection",
    status: 409,
    ambiguousBefore: false,
  });
});

test.each([
  ["a person", 8_000, 4_000, 6_000],
  ["somebody who leaves", 3_000, 4_000, 2_250],
  ["a statement", 30_000, 20_000, 22_500],
  ["a short try", 8_000, 300, 7_700],
])("%s gets a permit no later than leaves time for its answer", (_, budgetMs, timeoutMs, within) => {
  expect(turnWithin(budgetMs, timeoutMs)).toBe(within);
});

test("a permit at the last moment leaves Sage time to answer", async () => {
  const sage = await sageForTest();
  sage.slow.push({ path: /authorisations/, ms: 200 });
  const turn: TakePermit = (_, turnBy) => sleep(turnBy - performance.now() - 50, aTurn);
  const call = sageHttp(sage.region, tokenSource(sage.region), { budgetMs: 2_000, timeoutMs: 1_000, turn });
  expect(await call(patchOf(randomUUID()))).toMatchObject({ kind: "answer" });
});

test("a permit that comes too late is given back: nothing is sent, and nothing is recorded about Sage", async () => {
  const sage = await sageForTest();
  const said: string[] = [];
  const late = { ...aTurn, unused: () => void said.push("given back") };
  const turn: TakePermit = (_, turnBy) => sleep(turnBy - performance.now() + 20, late);
  const heard = ({ type }: { type: string }) => void said.push(type);
  const call = sageHttp(sage.region, tokenSource(sage.region), { budgetMs: 800, timeoutMs: 400, turn, heard });
  expect(await call(patchOf(randomUUID()))).toEqual({
    kind: "none",
    ambiguous: false,
    detail: NO_TURN,
    sageAnswer: null,
  });
  expect(said).toEqual(["given back"]);
  expect(sage.to("/v1/authorisations")).toEqual([]);
});

test("patience is the same when somebody sets the clock back", async () => {
  const sage = await sageForTest();
  sage.answer(/authorisations/, ...Array.from({ length: 20 }, () => "silence" as const));
  const began = performance.now();
  const reply = quickCalls(sage, { budgetMs: 1_000, timeoutMs: 200 })(patchOf(randomUUID()));
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() - 3_600_000 });
  onTestFinished(() => void vi.useRealTimers());
  expect(await reply).toMatchObject({ kind: "none", ambiguous: true });
  expect(performance.now() - began).toBeLessThan(3_000);
});

test("a token is as old as it is when somebody sets the clock ahead", async () => {
  const sage = await sageForTest();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  onTestFinished(() => void vi.useRealTimers());
  const token = tokenSource(sage.region);
  const signal = AbortSignal.timeout(5_000);
  const first = await token.get(signal);
  vi.setSystemTime(Date.now() + 9 * 3_600_000);
  expect(await token.get(signal)).toBe(first);
});
