import { rmSync } from "node:fs";
import path from "node:path";
import { build, isBuilt } from "./build.ts";
import { aloud } from "./progress.ts";
import { reports } from "./root.ts";

/** What all browser tests share is the production build; each worker starts a stack of its own (`e2e/steps/test.ts`). */
export default async function setup(): Promise<void> {
  if (!isBuilt()) await aloud("Building the app", build);
  rmSync(path.join(reports, "e2e"), { recursive: true, force: true });
}
