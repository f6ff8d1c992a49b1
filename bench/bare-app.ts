import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startChild } from "../scripts/child.ts";
import { choosePort } from "../scripts/ports.ts";
import { untilReady } from "../scripts/ready.ts";
import { reports, root } from "../scripts/root.ts";
import { run } from "../scripts/run.ts";

// Below the project, so that it finds the same node_modules; with a dot, so that no other tool takes it for a source.
const folder = path.join(reports, ".bare");
const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } as const;

/** Makes, builds and starts one dynamic page of the same Next with the same settings: what everything is compared with. */
export async function startBareApp() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(path.join(root, "bench/bare"), folder, { recursive: true });
  cpSync(path.join(root, "next.config.ts"), path.join(folder, "next.config.ts"));
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  await run("The bare build", ["node_modules/next/dist/bin/next", "build", folder], env);
  const port = await choosePort(0, "PORT");
  const url = `http://localhost:${port}`;
  const child = startChild({
    name: "The bare app",
    args: [path.join(folder, "server.ts")],
    env: { ...env, PORT: String(port) },
    logFile: path.join(reports, "bench/bare.log"),
  });
  await untilReady(url, child);
  const stop = async () => {
    await child.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, pid: child.pid, stop };
}
export type BareApp = Awaited<ReturnType<typeof startBareApp>>;
