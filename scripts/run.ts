import { type ChildProcess, spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { root } from "./root.ts";

const alive = new Set<ChildProcess>();

// Without this an uncaught error here would leave servers behind that hold their ports.
process.on("exit", () => {
  for (const child of alive) child.kill("SIGKILL");
});

/** Sees to it that a child does not outlive us. */
export function endWithUs(child: ChildProcess) {
  alive.add(child);
  child.once("exit", () => alive.delete(child));
}

/** Runs a Node program to its end and gives its output; throws with what it said when it fails. */
export async function run(what: string, args: string[], env: NodeJS.ProcessEnv, cwd = root): Promise<string> {
  const child = spawn(process.execPath, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  endWithUs(child);
  const gone = new Promise<string>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(signal ?? String(code)));
  });
  const [output, complaints, code] = await Promise.all([text(child.stdout), text(child.stderr), gone]);
  if (code !== "0") throw new Error(`${what} failed (${code}):\n${output}${complaints}`.trimEnd());
  return output;
}
