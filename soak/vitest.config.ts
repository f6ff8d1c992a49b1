import { defineConfig } from "vitest/config";
import { postgresForTests } from "../scripts/postgres.ts";

/** Apart from the other tests: it takes as long as configured. */
export default defineConfig({
  test: {
    environment: "node",
    globalSetup: "soak/releases.ts",
    include: ["soak/**/*.soak.test.ts"],
    env: await postgresForTests(),
    // Both stores at once: most of it is waiting.
    maxWorkers: 2,
    reporters: ["default", ["json", { outputFile: "reports/soak.json" }]],
  },
});
