import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { build, isBuilt } from "./build.ts";
import { summary, summaryText } from "./demo-summary.ts";
import { aloud, say } from "./progress.ts";
import { reports, root } from "./root.ts";
import { type Stack, startStack } from "./stack.ts";
import { stopRequest } from "./stop-request.ts";

const { values: flags } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    build: { type: "boolean", default: false },
    dev: { type: "boolean", default: false },
  },
});

const stopping = stopRequest();
const asked = new Promise<void>((resolve) => stopping.addEventListener("abort", () => resolve(), { once: true }));

async function start(): Promise<Stack> {
  if (!flags.dev && (flags.build || !isBuilt())) await aloud("Building the app", build);
  const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir } = process.env;
  return startStack({
    port: portFrom("PORT", 3000),
    sandboxPort: portFrom("SANDBOX_PORT", 3001),
    databaseUrl,
    dataDir,
    keepSecretsIn: dataDir || (databaseUrl && path.join(root, ".data")),
    env: overrides("LOG_LEVEL", "PASSCODE_MINUTES", "APP_SECRET", "ENCRYPTION_KEYS"),
    logDir: path.join(reports, "demo"),
    dev: flags.dev,
    step: aloud,
  });
}

/** True when we were asked to stop, false when a server went by itself. */
async function untilTheEnd({ children }: Stack): Promise<boolean> {
  const deaths = Object.values(children).map((child) => child.exited.then((how) => ({ child, how })));
  const death = await Promise.race([asked, ...deaths]);
  await pause(200); // Ctrl-C reaches the children as well, and they may be faster than we are
  if (death && !stopping.aborted)
    say(`${death.child.name} stopped by itself (${death.how}). Its log: ${death.child.logFile}`);
  return stopping.aborted;
}

function portFrom(variable: string, usual: number): number {
  const port = Number(process.env[variable] || usual);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Error(`${variable} must be a port number, for example ${variable}=${usual}.`);
}

const overrides = (...names: string[]) =>
  Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));

try {
  const stack = await Promise.race([start(), asked]);
  if (!stack) process.exit(0); // asked to stop half-way: what was started ends with us
  process.stdout.write(flags.json ? `${JSON.stringify(summary(stack))}\n` : summaryText(stack));
  const wasAsked = await untilTheEnd(stack);
  say("Stopping …");
  await stack.stop();
  process.exitCode = wasAsked ? 0 : 1;
} catch (error) {
  if (!stopping.aborted) say(error instanceof Error ? error.message : String(error));
  process.exitCode = stopping.aborted ? 0 : 1;
}
