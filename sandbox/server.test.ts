import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

// The tests themselves may run on a Node that cannot run TypeScript.
const node = fileURLToPath(new URL("../node_modules/.bin/node", import.meta.url));
const entry = fileURLToPath(new URL("./server.ts", import.meta.url));

function launch(environment: Record<string, string>) {
  const { PATH = "" } = process.env;
  const child = spawn(node, [entry], {
    env: { NODE_ENV: "test", PATH, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

test.each(["SIGTERM", "SIGINT"] as const)("the server says where it is and leaves in order on %s", async (signal) => {
  const child = launch({ SANDBOX_PORT: "0" });
  const [line] = await once(child.stdout, "data");
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(String(line))?.[0] ?? "";
  expect(await (await fetch(`${url}/connect-bank`)).text()).toContain("Sample Bank");
  child.kill(signal);
  expect(await once(child, "exit")).toEqual([0, null]);
});

test.each([
  [{ SANDBOX_PORT: "everywhere" }, "SANDBOX_PORT"],
  [{ SANDBOX_SETUP: "{" }, "not JSON"],
  [{ SANDBOX_SETUP: "{}" }, "banks"],
])("a bad environment %j stops the start and is named", async (environment, named) => {
  const child = launch(environment);
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  expect(code).toBe(1);
  expect(said).toContain(named);
});
