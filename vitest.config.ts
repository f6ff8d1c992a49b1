import { defineConfig } from "vitest/config";
import { compiled } from "./scripts/compiled.ts";
import { TESTS, testFiles } from "./test/pure.ts";
import { renameSentences } from "./test/renamed-sentences.ts";

/** It watches the disk from before the embedded store is loaded. */
const ALONE = "lib/db/store/embedded-disk.test.ts";
/** Proves that sentences were renamed, where they are. */
const RENAMED = "test/feed/renamed.test.ts";
/** The feed once more, with other sentences. */
const WITH_OTHER_SENTENCES = "test/feed/{life,outcome,outcome-unknown,reconnected}.test.ts";
const { pure, store } = testFiles();

const withStore = {
  environment: "node",
  env: compiled,
  globalSetup: ["test/template.ts", "test/pooler.ts"],
  // Some start a process or two that make a store; a busy machine takes its time.
  testTimeout: 300_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 45_000 } },
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ["default", ["json", { outputFile: "reports/vitest.json" }]],
    projects: [
      // A file that is new belongs here while `npm run unit:watch` runs, and where its imports put it from the next start on.
      {
        test: {
          environment: "node",
          testTimeout: 60_000,
          name: "pure",
          include: [TESTS],
          exclude: [...store, RENAMED],
          isolate: false,
        },
      },
      {
        test: {
          ...withStore,
          name: "store",
          include: [TESTS],
          exclude: [...pure, ALONE],
          // Files share a process, one after another, and what it has loaded: the embedded store alone takes a second to load.
          isolate: false,
        },
      },
      {
        plugins: [renameSentences()],
        test: { ...withStore, name: "renamed", include: [RENAMED, WITH_OTHER_SENTENCES], isolate: false },
      },
      { test: { ...withStore, name: "alone", include: [ALONE] } },
    ],
  },
});
