import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./root.ts";
import { endWithUs } from "./run.ts";

interface Plan {
  name: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  logFile: string;
  /** Where it runs: the folder of a release. */
  cwd?: string;
}

/** A server that runs beside us, writing to its log file until it is stopped. */
export interface Child {
  name: string;
  pid: number | undefined;
  logFile: string;
  /** Settles when the process is gone, with how it went. */
  exited: Promise<string>;
  stop(graceMs?: number): Promise<void>;
  kill(signal: NodeJS.Signals): void;
}

/** Longer than the app gives its own requests to finish. */
const GRACE_MS = 30_000;

export function startChild({ name, args, env, logFile, cwd = root }: Plan): Child {
  mkdirSync(path.dirname(logFile), { recursive: true });
  const log = openSync(logFile, "a");
  const child = spawn(process.execPath, args, { cwd, env, stdio: ["ignore", log, log] });
  closeSync(log);
  endWithUs(child);
  const exited = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ? `ended by ${signal}` : `exit code ${code}`));
  });
  return {
    name,
    pid: child.pid,
    logFile,
    exited,
    kill: (signal) => void child.kill(signal),
    stop: (graceMs = GRACE_MS) => stop(child, exited, graceMs),
  };
}

/** Asks politely, then ends what did not listen. */
async function stop(child: ChildProcess, exited: Promise<string>, graceMs: number) {
  child.kill("SIGTERM");
  const impatience = setTimeout(() => child.kill("SIGKILL"), graceMs);
  await exited;
  clearTimeout(impatience);
}

export function lastLines(file: string, count = 20): string {
  try {
    return readFileSync(file, "utf8").trimEnd().split("\n").slice(-count).join("\n");
  } catch {
    return "";
  }
}
