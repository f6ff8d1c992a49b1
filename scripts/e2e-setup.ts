import { rmSync } from "node:fs";
import path from "node:path";
import { fillDatabase } from "../e2e/steps/filled.ts";
import { build, isBuilt } from "./build.ts";
import { compiled } from "./compiled.ts";
import { postgresForTests } from "./postgres.ts";
import { aloud } from "./progress.ts";
import { reports } from "./root.ts";
import { shareStoreTemplate } from "./store-template.ts";

/**
 * Makes what all browser tests share: the production build, a filled PostgreSQL database and an empty embedded store. Each worker
 * starts a stack of its own, on copies of those stores (`e2e/steps/test.ts`).
 */
export default async function setup(): Promise<() => Promise<void>> {
  if (!isBuilt()) await aloud("Building the app", build);
  rmSync(path.join(reports, "e2e"), { recursive: true, force: true });
  Object.assign(process.env, await postgresForTests(), compiled);
  await shareStoreTemplate();
  return process.env.TEST_POSTGRES === "skip" ? async () => {} : fillDatabase();
}
