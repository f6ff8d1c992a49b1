import { defineConfig } from "vitest/config";
import { postgresForTests } from "./scripts/postgres.ts";

export default defineConfig({
  test: {
    environment: "node",
    include: ["{lib,scripts,sandbox}/**/*.test.ts"],
    env: await postgresForTests(),
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
    reporters: ["default", ["json", { outputFile: "reports/vitest.json" }]],
  },
});
