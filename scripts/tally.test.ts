import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { root } from "./root.ts";
import { add, benchTally, playwrightTally, summaryLine, vitestTally } from "./tally.ts";

const folder = mkdtempSync(path.join(tmpdir(), "tally-"));
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: unknown): string {
  const file = path.join(folder, "report.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const one = path.join(root, "lib/one.test.ts");
const assertion = (status: string) => ({
  name: one,
  status,
  assertionResults: [
    { status, fullName: `it ${status}`, failureMessages: ["Error: \u001b[31mexpected 1\u001b[39m\n    at a.ts:1:1"] },
  ],
});
const vitest = (numPassedTests: number, numFailedTests: number, testResults: object[]) =>
  report({ numPassedTests, numFailedTests, numPendingTests: 1, numTodoTests: 1, testResults });
const playwright = (stats: object, suites: object[] = []) =>
  report({ suites, stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...stats } });

test("skipped tests are only mentioned when there are some", () => {
  expect(summaryLine({ passed: 3, failed: 0, skipped: 0 })).toBe("3 passed, 0 failed");
  expect(summaryLine({ passed: 3, failed: 1, skipped: 2 })).toBe("3 passed, 1 failed, 2 skipped");
});

test("tallies add up", () => {
  const some = { passed: 1, failed: 2, skipped: 3, failures: ["a", "b"] };
  expect(add(some, some)).toEqual({ passed: 2, failed: 4, skipped: 6, failures: ["a", "b", "a", "b"] });
});

test("a test file that cannot be loaded counts as a failure, a failed test once, each with its reason", () => {
  const file = vitest(7, 1, [
    assertion("passed"),
    assertion("failed"),
    { name: path.join(root, "lib/two.test.ts"), status: "failed", message: "No such module", assertionResults: [] },
  ]);
  expect(vitestTally(false, file)).toEqual({
    passed: 7,
    failed: 2,
    skipped: 2,
    failures: ["lib/two.test.ts\n    No such module", "lib/one.test.ts › it failed\n    Error: expected 1"],
  });
});

test("a test that passed only at the second try is a failure", () => {
  const spec = (title: string, status: string) => ({
    title,
    tests: [{ status, results: [{ error: { message: "Error: slow" } }, {}] }],
  });
  const inner = { title: "with script", specs: [spec("is quick", "flaky"), spec("is right", "expected")] };
  const file = playwright({ expected: 5, flaky: 1 }, [{ title: "a.spec.ts", specs: [], suites: [inner] }]);
  const failures = ["a.spec.ts › with script › is quick\n    Error: slow"];
  expect(playwrightTally(true, file)).toEqual({ passed: 5, failed: 1, skipped: 0, failures });
});

test("a run that fails outside its tests counts one failure", () => {
  expect(vitestTally(false, vitest(7, 0, []))).toMatchObject({ passed: 7, failed: 1, skipped: 2 });
});

test.each([true, false])("a run without a report counts one failure (succeeded: %s)", (succeeded) => {
  const missing = path.join(folder, "missing.json");
  expect(playwrightTally(succeeded, missing)).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
});

test("a run without any test counts one failure", () => {
  expect(playwrightTally(true, playwright({})).failed).toBe(1);
});

test("each part of the bench counts, and one that failed is named with its reason", () => {
  const parts = [
    { part: "pages", outcome: "done", seconds: 1 },
    { part: "console", outcome: "failed", why: "Error: Download is starting\n    at a.ts:1:1", seconds: 1 },
    { part: "postgresql", outcome: "left out", why: "no server", seconds: 0 },
  ];
  expect(benchTally(false, report({ parts }))).toEqual({
    passed: 1,
    failed: 1,
    skipped: 1,
    failures: ["bench, console\n    Error: Download is starting"],
  });
});
