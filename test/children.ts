import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

export type Child = { process: ChildProcess; lines: AsyncIterator<string>; said: string[]; kill(): Promise<void> };

/** Starts a program of ours as a real process, killed with its test at the latest. */
export function start(program: URL, args: readonly string[]): Child {
  const child = launch(program, args);
  onTestFinished(child.kill);
  return child;
}

/** The same for several tests, which kill it when they are done. */
export function launch(program: URL, args: readonly string[]): Child {
  const child = spawn(process.execPath, [fileURLToPath(program), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  const said: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on("line", (line) => said.push(line));
  const lines = reader[Symbol.asyncIterator]();
  const kill = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  return { process: child, lines, said, kill };
}

/** The next line a program says; an error when it ends without one. */
export async function nextLine({ lines }: Child): Promise<string> {
  const { value, done } = await lines.next();
  if (done) throw new Error("the process ended and said nothing");
  return value;
}

/** A directory with a migrated embedded store in it, which goes with its test. */
export function storeDirectory() {
  const directory = someDirectory();
  if (process.env.STORE_TEMPLATE) cpSync(process.env.STORE_TEMPLATE, directory, { recursive: true });
  return directory;
}

/** A directory that goes with its test. */
export function someDirectory() {
  const directory = mkdtempSync(join(tmpdir(), "connect-bank-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
