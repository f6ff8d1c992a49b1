import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { parseArgs } from "node:util";
import { root } from "./root.ts";
import { endWithUs } from "./run.ts";

/** `npm run soak -- --minutes 60`: pushes bank transactions while everything fails, then compares Sage's ledger line by line. */
const { values } = parseArgs({ options: { minutes: { type: "string", default: "2" } } });
const minutes = Number(values.minutes);
if (!(minutes > 0 && minutes <= 10_000)) {
  console.error("--minutes takes a number of minutes, as in: npm run soak -- --minutes 60");
  process.exit(1);
}
const vitest = path.join(path.dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
const child = spawn(process.execPath, [vitest, "run", "--config", "soak/vitest.config.ts", "--root", root], {
  cwd: root,
  env: { ...process.env, SOAK_MINUTES: String(minutes) },
  stdio: "inherit",
});
endWithUs(child);
child.once("close", (code) => {
  process.exitCode = code ?? 1;
});
