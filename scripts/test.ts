import { spawn } from "node:child_process";
import { findPostgres, NONE } from "./postgres.ts";
import { root } from "./root.ts";
import { endWithUs } from "./run.ts";
import { stopRequest } from "./stop-request.ts";
import { add, forgetReports, nothing, summaryLine, type Tally } from "./tally.ts";
import { type TestStep, testSteps } from "./test-steps.ts";

/** `npm test`: every step, also after one has failed. `npm test -- types unit` runs only those. */
const chosen = process.argv.slice(2);
const interrupted = stopRequest();

const steps = chosen.length === 0 ? testSteps : testSteps.filter((step) => chosen.includes(step.script));

function npmRun(script: string, env: Record<string, string>): Promise<boolean> {
  const npm = process.env.npm_execpath;
  const [program, ...args] = npm ? [process.execPath, npm] : ["npm"];
  const child = spawn(program, [...args, "run", "--silent", script], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "inherit", "inherit"],
  });
  endWithUs(child);
  interrupted.addEventListener("abort", () => child.kill("SIGTERM"), { once: true });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code === 0));
  });
}

/** Which PostgreSQL the store tests use, said once; finding none is a failure where everything must be tested. */
async function postgresStep(): Promise<{ env: Record<string, string>; tally: Tally }> {
  const url = await findPostgres();
  if (url) return { env: { TEST_DATABASE_URL: url }, tally: nothing };
  const must = process.env.CI === "true";
  console.log(`\n${NONE} ${must ? "With CI=true that is a failure." : "Its tests are skipped."}`);
  return { env: { TEST_POSTGRES: "skip" }, tally: must ? { ...nothing, failed: 1, failures: [NONE] } : nothing };
}

async function runStep(step: TestStep, env: Record<string, string>, failed: Set<string>): Promise<Tally> {
  console.log(`\n── ${step.name} (npm run ${step.script}) ${"─".repeat(Math.max(0, 60 - step.name.length))}\n`);
  if (step.needs && failed.has(step.needs)) {
    console.log(`Not run, because ${step.needs} failed.`);
    return { ...nothing, failed: 1, failures: [`${step.name}: not run`] };
  }
  const start = performance.now();
  const succeeded = await npmRun(step.script, env);
  const counted = step.tally(succeeded);
  const unnamed = counted.failed > 0 && counted.failures.length === 0;
  const tally = unnamed ? { ...counted, failures: [step.name] } : counted;
  if (!succeeded) failed.add(step.script);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`\n${succeeded ? "✓" : "✗"} ${step.name}: ${summaryLine(tally)} in ${seconds} s`);
  return tally;
}

async function runAll(): Promise<Tally> {
  forgetReports();
  const { env, tally } = await postgresStep();
  const failed = new Set<string>();
  let total = tally;
  for (const step of steps) {
    total = add(total, await runStep(step, env, failed));
    if (interrupted.aborted) process.exit(130);
  }
  return total;
}

const total = await runAll();
for (const failure of total.failures) console.log(`\n✗ ${failure}`);
console.log(`\n${summaryLine(total)}`);
process.exitCode = total.failed === 0 ? 0 : 1;
