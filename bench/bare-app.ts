import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startChild } from "../scripts/child.ts";
import { kept } from "../scripts/kept.ts";
import { choosePort } from "../scripts/ports.ts";
import { untilReady } from "../scripts/ready.ts";
import { reports, root } from "../scripts/root.ts";
import { run } from "../scripts/run.ts";

// Below the project, so that it finds the same node_modules. The dot keeps other tools from reading it as a source.
const folder = path.join(reports, ".bare");
const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } as const;

/**
 * Starts one dynamic page of the same Next with the same settings; every figure is compared with it. Builds it unless
 * it is there.
 */
export async function startBareApp() {
  await kept(folder, ["bench/bare/**/*", "bench/bare-app.ts", "next.config.ts", "package-lock.json"], build);
  const port = await choosePort(0, "PORT");
  const url = `http://localhost:${port}`;
  const child = startChild({
    name: "The bare app",
    args: [path.join(folder, "server.ts")],
    env: { ...env, PORT: String(port) },
    logFile: path.join(reports, "bench/bare.log"),
  });
  await untilReady(url, child);
  return { url, pid: child.pid, stop: () => child.stop() };
}
export type BareApp = Awaited<ReturnType<typeof startBareApp>>;

async function build() {
  cpSync(path.join(root, "bench/bare"), folder, { recursive: true });
  // Its packages are in a folder above, where the application's own are.
  const config = readFileSync(path.join(root, "next.config.ts"), "utf8");
  writeFileSync(path.join(folder, "next.config.ts"), config.replaceAll("import.meta.dirname", JSON.stringify(root)));
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  await run("The bare build", ["node_modules/next/dist/bin/next", "build", folder], env);
}
