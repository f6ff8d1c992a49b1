import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { compiled } from "./scripts/compiled.ts";
import { postgresForTests } from "./scripts/postgres.ts";

/** Where the embedded store is that tests begin with a copy of: as a dump, for one in memory, and as a directory. */
export const template = join(tmpdir(), `connect-bank-tests-${process.pid}.tar`);
export const templateFolder = join(tmpdir(), `connect-bank-tests-${process.pid}`);

/** It watches the disk from before the embedded store is loaded. */
const ALONE = ["lib/db/store/embedded-disk.test.ts"];

const common = {
  environment: "node",
  env: { ...(await postgresForTests()), PGLITE_TEMPLATE: template, STORE_TEMPLATE: templateFolder, ...compiled },
  // Some start a process or two that make a store; a busy machine takes its time.
  testTimeout: 300_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 45_000 } },
};

export default defineConfig({
  test: {
    globalSetup: ["test/template.ts", "test/pooler.ts"],
    maxWorkers: 2,
    reporters: ["default", ["json", { outputFile: "reports/vitest.json" }]],
    projects: [
      {
        test: {
          ...common,
          name: "shared",
          include: ["{lib,scripts,sandbox,components,simulation,test}/**/*.test.ts"],
          exclude: ALONE,
          // Files share a process, one after another, and what it has loaded: the embedded store alone takes a second to load.
          isolate: false,
        },
      },
      { test: { ...common, name: "alone", include: ALONE } },
    ],
  },
});
