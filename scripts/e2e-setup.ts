import path from "node:path";
import { build, isBuilt } from "./build.ts";
import { summary } from "./demo-summary.ts";
import { aloud } from "./progress.ts";
import { reports } from "./root.ts";
import { startStack } from "./stack.ts";

/**
 * One stack for all browser tests. They read it from E2E_BASE, as JSON: what `npm run demo -- --json` prints and,
 * when it was started here, everything else it was made with. Set E2E_BASE yourself to test a running demo.
 */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.E2E_BASE) return async () => {};
  if (!isBuilt()) await aloud("Building the app", build);
  const stack = await startStack({ logDir: path.join(reports, "e2e"), step: aloud });
  const { usBankId, institution, secrets, logs } = stack;
  process.env.E2E_BASE = JSON.stringify({ ...summary(stack), usBankId, institution, secrets, logs });
  return stack.stop;
}
