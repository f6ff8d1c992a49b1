import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { postgresForTests } from "./scripts/postgres.ts";

/** Where the embedded store is that every test file begins with a copy of. */
export const template = join(tmpdir(), `connect-bank-tests-${process.pid}.tar`);

export default defineConfig({
  test: {
    environment: "node",
    include: ["{lib,scripts,sandbox}/**/*.test.ts"],
    globalSetup: "lib/testing/template.ts",
    env: { ...(await postgresForTests()), PGLITE_TEMPLATE: template },
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
    reporters: ["default", ["json", { outputFile: "reports/vitest.json" }]],
  },
});
