import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { reports, root } from "./root.ts";

export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** The tests that failed, by name, as far as the report names them. */
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
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
});

interface PlaywrightSuite {
  title: string;
  specs: { title: string; tests: { status: string }[] }[];
  suites?: PlaywrightSuite[] | undefined;
}

const PlaywrightSuite: z.ZodType<PlaywrightSuite> = z.object({
  title: z.string(),
  specs: z.array(z.object({ title: z.string(), tests: z.array(z.object({ status: z.string() })) })),
  suites: z.lazy(() => z.array(PlaywrightSuite)).optional(),
});

const PlaywrightReport = z.object({
  suites: z.array(PlaywrightSuite),
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

const VITEST = path.join(reports, "vitest.json");
export const SOAK = path.join(reports, "soak.json");
const PLAYWRIGHT = path.join(reports, "playwright.json");

/** So that yesterday's numbers are never counted for a run that did not get as far as reporting. */
export function forgetReports() {
  for (const file of [VITEST, SOAK, PLAYWRIGHT]) rmSync(file, { force: true });
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
        ...unloaded.map((file) => path.relative(root, file.name)),
        ...report.testResults.flatMap((file) =>
          file.assertionResults
            .filter((test) => test.status === "failed")
            .map((test) => `${path.relative(root, file.name)} › ${test.fullName}`),
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

function failedSpecs(suite: PlaywrightSuite): string[] {
  const failed = suite.specs.filter(({ tests }) =>
    tests.some(({ status }) => status === "unexpected" || status === "flaky"),
  );
  return [...failed.map(({ title }) => title), ...(suite.suites ?? []).flatMap(failedSpecs)].map(
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
