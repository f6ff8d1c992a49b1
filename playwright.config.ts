import { defineConfig } from "@playwright/test";
import { chromiumArgs, chromiumPath } from "./scripts/chromium.ts";

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./scripts/e2e-setup.ts",
  workers: 3,
  retries: 0,
  forbidOnly: process.env.CI === "true",
  timeout: 60_000,
  expect: { timeout: 15_000 },
  outputDir: "test-results",
  reporter: [["list"], ["json", { outputFile: "reports/playwright.json" }]],
  use: {
    locale: "en-GB",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: await chromiumPath(),
      args: [...chromiumArgs, "--test-third-party-cookie-phaseout"],
    },
  },
  projects: [
    { name: "chromium", testIgnore: /\.after\.spec\.ts$/, teardown: "logs" },
    { name: "logs", testMatch: /\.after\.spec\.ts$/ },
  ],
});
