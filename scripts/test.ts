import { spawn } from "node:child_process";
import { findPgbouncer, NO_PGBOUNCER } from "./pgbouncer.ts";
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

type Run = { succeeded: boolean; seconds: string; said: string };

/** Runs an npm script; what it says goes to the terminal, or is kept where another one has it. */
function npmRun(script: string, env: Record<string, string>, isKept: boolean): Promise<Run> {
  const npm = process.env.npm_execpath;
  const [program, ...args] = npm ? [process.execPath, npm] : ["npm"];
  const out = isKept ? "pipe" : "inherit";
  const child = spawn(program, [...args, "run", "--silent", script], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", out, out],
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => said.push(chunk));
  endWithUs(child);
  interrupted.addEventListener("abort", () => child.kill("SIGTERM"), { once: true });
  const start = performance.now();
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) =>
      resolve({
        succeeded: code === 0,
        seconds: ((performance.now() - start) / 1000).toFixed(1),
        said: Buffer.concat(said).toString(),
      }),
    );
  });
}

/** Which PostgreSQL the store tests use, said once; finding none is a failure where everything must be tested. */
async function postgresStep(): Promise<{ env: Record<string, string>; tally: Tally }> {
  const url = await findPostgres();
  const must = process.env.CI === "true";
  if (url && findPgbouncer()) return { env: { TEST_DATABASE_URL: url }, tally: nothing };
  if (url) {
    console.log(`\n${NO_PGBOUNCER} ${must ? "With CI=true that is a failure." : "The store tests go without it."}`);
    const tally = must ? { ...nothing, failed: 1, failures: [NO_PGBOUNCER] } : nothing;
    return { env: { TEST_DATABASE_URL: url }, tally };
  }
  console.log(`\n${NONE} ${must ? "With CI=true that is a failure." : "Its tests are skipped."}`);
  return { env: { TEST_POSTGRES: "skip" }, tally: must ? { ...nothing, failed: 1, failures: [NONE] } : nothing };
}

function title({ name, script }: TestStep) {
  console.log(`\n── ${name} (npm run ${script}) ${"─".repeat(Math.max(0, 60 - name.length))}\n`);
}

function end(step: TestStep, { succeeded, seconds }: Run): Tally {
  const counted = step.tally(succeeded);
  const unnamed = counted.failed > 0 && counted.failures.length === 0;
  const tally = unnamed ? { ...counted, failures: [step.name] } : counted;
  console.log(`\n${succeeded ? "✓" : "✗"} ${step.name}: ${summaryLine(tally)} in ${seconds} s`);
  return tally;
}

async function runStep(step: TestStep, env: Record<string, string>, failed: Set<string>): Promise<Tally> {
  title(step);
  if (step.needs && failed.has(step.needs)) {
    console.log(`Not run, because ${step.needs} failed.`);
    return { ...nothing, failed: 1, failures: [`${step.name}: not run`] };
  }
  const run = await npmRun(step.script, env, false);
  if (!run.succeeded) failed.add(step.script);
  return end(step, run);
}

async function runAll(): Promise<Tally> {
  forgetReports();
  const { env, tally } = await postgresStep();
  const failed = new Set<string>();
  const begun = new Map<TestStep, Promise<Run>>();
  const begin = (step: TestStep) => begun.set(step, npmRun(step.script, env, true));
  const beside = steps.filter((step) => step.beside);
  const inTurn = steps.filter((step) => !step.beside);
  let total = tally;
  for (const step of inTurn) {
    for (const other of beside) if (other.beside === step.script) begin(other);
    total = add(total, await runStep(step, env, failed));
    if (interrupted.aborted) process.exit(130);
  }
  for (const step of beside) {
    if (!begun.has(step)) begin(step);
    const run = await begun.get(step);
    if (!run) continue;
    title(step);
    console.log(run.said);
    total = add(total, end(step, run));
  }
  return total;
}

const total = await runAll();
for (const failure of total.failures) console.log(`\n✗ ${failure}`);
console.log(`\n${summaryLine(total)}`);
process.exitCode = total.failed === 0 ? 0 : 1;
