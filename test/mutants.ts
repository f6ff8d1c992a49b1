import { defineConfig } from "vitest/config";
import { testFiles } from "./pure.ts";

/** For `npm run mutants`: the tables of the core alone, so that a mutant takes a moment. */
export default defineConfig({
  test: {
    environment: "node",
    include: testFiles().pure.filter((file) => /^lib\/(feed|connection)\//.test(file)),
    isolate: false,
  },
});
