import { defineConfig } from "@playwright/test";
import { chromiumArgs, leanChromiumPath } from "./scripts/chromium.ts";

const AFTER = /\.after\.spec\.ts$/;

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./scripts/e2e-setup.ts",
  workers: 3,
  retries: 0,
  forbidOnly: process.env.CI === "true",
  // Most take a few seconds; a machine that does other work takes its time.
  timeout: 240_000,
  expect: { timeout: 45_000 },
  outputDir: "test-results",
  reporter: [["list"], ["json", { outputFile: "reports/playwright.json" }]],
  use: {
    locale: "en-GB",
    screenshot: "only-on-failure",
    launchOptions: { executablePath: await leanChromiumPath(), args: chromiumArgs },
  },
  projects: [
    { name: "chromium", testIgnore: AFTER, teardown: "logs" },
    { name: "logs", testMatch: AFTER },
  ],
});
