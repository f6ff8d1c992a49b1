import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { z } from "zod";
import { reports, root } from "./root.ts";

export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** The tests that failed, by name, as far as the report names them, each with the beginning of its reason. */
  failures: string[];
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0, failures: [] };

export const add = (one: Tally, other: Tally): Tally => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
  failures: [...one.failures, ...other.failures],
});

export function summaryLine({ passed, failed, skipped }: Omit<Tally, "failures">): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  /** A file that could not be loaded has failed without having a test. */
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()).optional() }),
      ),
    }),
  ),
});

/** A failed test's name with its reason, as far as a screen shows it. */
function because(name: string, reason: string | undefined): string {
  const lines = stripVTControlCharacters(reason ?? "")
    .split("\n")
    .filter((line) => line.trim() !== "" && !/^\s+at /.test(line))
    .slice(0, 20)
    .map((line) => `    ${line.slice(0, 300)}`);
  return [name, ...lines].join("\n");
}

const PlaywrightTest = z.object({
  status: z.string(),
  results: z.array(z.object({ error: z.object({ message: z.string().optional() }).optional() })).optional(),
});

interface PlaywrightSuite {
  title: string;
  specs: { title: string; tests: z.infer<typeof PlaywrightTest>[] }[];
  suites?: PlaywrightSuite[] | undefined;
}

const PlaywrightSuite: z.ZodType<PlaywrightSuite> = z.object({
  title: z.string(),
  specs: z.array(z.object({ title: z.string(), tests: z.array(PlaywrightTest) })),
  suites: z.lazy(() => z.array(PlaywrightSuite)).optional(),
});

const PlaywrightReport = z.object({
  suites: z.array(PlaywrightSuite),
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

const VITEST = path.join(reports, "vitest.json");
export const SOAK = path.join(reports, "soak.json");
const PLAYWRIGHT = path.join(reports, "playwright.json");
const BENCH = path.join(reports, "bench-smallest.json");

/** So that yesterday's numbers are never counted for a run that did not get as far as reporting. */
export function forgetReports() {
  for (const file of [VITEST, SOAK, PLAYWRIGHT, BENCH]) rmSync(file, { force: true });
}

export function vitestTally(succeeded: boolean, file = VITEST): Tally {
  return read(file, succeeded, (json) => {
    const report = VitestReport.parse(json);
    const unloaded = report.testResults.filter(
      (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
    );
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloaded.length,
      skipped: report.numPendingTests + report.numTodoTests,
      failures: [
        ...unloaded.map((file) => because(path.relative(root, file.name), file.message)),
        ...report.testResults.flatMap((file) =>
          file.assertionResults
            .filter((test) => test.status === "failed")
            .map((test) => because(`${path.relative(root, file.name)} › ${test.fullName}`, test.failureMessages?.[0])),
        ),
      ],
    };
  });
}

export function playwrightTally(succeeded: boolean, file = PLAYWRIGHT): Tally {
  return read(file, succeeded, (json) => {
    const { stats, suites } = PlaywrightReport.parse(json);
    return {
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
      failures: suites.flatMap((suite) => failedSpecs(suite)),
    };
  });
}

const BenchReport = z.object({
  parts: z.array(
    z.object({ part: z.string(), outcome: z.enum(["done", "failed", "left out"]), why: z.string().optional() }),
  ),
});

/** Each part of the bench counts as a test. */
export function benchTally(succeeded: boolean, file = BENCH): Tally {
  return read(file, succeeded, (json) => {
    const { parts } = BenchReport.parse(json);
    const ended = (as: string) => parts.filter(({ outcome }) => outcome === as);
    return {
      passed: ended("done").length,
      failed: ended("failed").length,
      skipped: ended("left out").length,
      failures: ended("failed").map(({ part, why }) => because(`bench, ${part}`, why)),
    };
  });
}

function failedSpecs(suite: PlaywrightSuite): string[] {
  const failed = suite.specs.filter(({ tests }) =>
    tests.some(({ status }) => status === "unexpected" || status === "flaky"),
  );
  const reason = ({ tests }: (typeof failed)[number]) =>
    tests.flatMap(({ results = [] }) => results.map(({ error }) => error?.message)).find(Boolean);
  return [...failed.map((spec) => because(spec.title, reason(spec))), ...(suite.suites ?? []).flatMap(failedSpecs)].map(
    (name) => `${suite.title} › ${name}`,
  );
}

/** A run that failed, reported nothing or tested nothing counts at least one failure. */
function read(file: string, succeeded: boolean, count: (json: unknown) => Tally): Tally {
  const tally = reported(file, count);
  if (!tally) return { ...nothing, failed: 1 };
  const credible = succeeded && tally.passed + tally.skipped > 0;
  return credible || tally.failed > 0 ? tally : { ...tally, failed: 1 };
}

function reported(file: string, count: (json: unknown) => Tally): Tally | null {
  try {
    return count(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}
