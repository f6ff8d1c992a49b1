import { rmSync } from "node:fs";
import path from "node:path";
import { openPglite } from "../lib/db/database.ts";
import { build, isBuilt } from "./build.ts";
import { aloud } from "./progress.ts";
import { reports } from "./root.ts";

/**
 * What all browser tests share is the production build, and an empty store that each begins with a copy of; each worker starts a
 * stack of its own (`e2e/steps/test.ts`).
 */
export default async function setup(): Promise<void> {
  if (!isBuilt()) await aloud("Building the app", build);
  rmSync(path.join(reports, "e2e"), { recursive: true, force: true });
  const template = path.join(reports, "e2e", "store");
  await (await openPglite(template)).close();
  process.env.STORE_TEMPLATE = template;
}
