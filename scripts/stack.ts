import { rmSync } from "node:fs";
import path from "node:path";
import { type Child, startChild } from "./child.ts";
import { choosePort } from "./ports.ts";
import { type Step, silently } from "./progress.ts";
import { untilReady } from "./ready.ts";
import { reports } from "./root.ts";
import { appEnv, sandboxEnv } from "./stack-env.ts";
import { keptSecrets, newSecrets } from "./stack-secrets.ts";
import { seedStore } from "./stack-seed.ts";
import { sandboxSetup } from "./stack-setup.ts";
import { chooseStore, type StoreChoice } from "./stack-store.ts";

export interface StackOptions extends StoreChoice {
  /** 0 picks a free one; so does leaving them out. */
  port?: number;
  sandboxPort?: number;
  /** A folder for the secrets, so that a store which outlives this stack can be read by the next one. */
  keepSecretsIn?: string | undefined;
  /** The address that people and Sage use for the app, when a proxy stands before it. */
  publicUrl?: string;
  /** Settings of the app that differ from the usual ones. */
  env?: Record<string, string>;
  /** Options for the seeding. */
  seed?: object;
  logDir?: string;
  dev?: boolean;
  step?: Step;
}

/** Starts the app and the sandbox beside it on a seeded store: what demos, browser tests and the bench have in common. */
export async function startStack(options: StackOptions = {}) {
  const { step = silently, logDir = path.join(reports, "stack") } = options;
  const port = await choosePort(options.port ?? 0, "PORT");
  const sandboxPort = await choosePort(options.sandboxPort ?? 0, "SANDBOX_PORT");
  const app = options.publicUrl ?? `http://localhost:${port}`;
  const sage = `http://127.0.0.1:${sandboxPort}`;
  const store = chooseStore(options);
  const secrets = options.keepSecretsIn ? keptSecrets(options.keepSecretsIn) : newSecrets();
  const env = appEnv({ publicUrl: app, port, sandboxUrl: sage, store }, secrets, {
    ...(options.dev && { NODE_ENV: "development" }),
    ...options.env,
  });

  for (const log of ["app.log", "sandbox.log"]) rmSync(path.join(logDir, log), { force: true });

  const running: Child[] = [];
  const stop = async () => {
    await Promise.all(running.map((child) => child.stop()));
    store.remove();
  };
  const runApp = async () => {
    const args = options.dev ? ["server.ts", "--dev"] : ["server.ts"];
    const child = startChild({ name: "The app", args, env, logFile: path.join(logDir, "app.log") });
    running.push(child);
    await untilReady(`http://localhost:${port}/readyz`, child);
    return child;
  };
  const runSandbox = async (setup: object) => {
    const env = sandboxEnv(sandboxPort, setup);
    const logFile = path.join(logDir, "sandbox.log");
    const child = startChild({ name: "The sandbox", args: ["sandbox/server.ts"], env, logFile });
    running.push(child);
    await untilReady(`${sage}/`, child);
    return child;
  };
  try {
    const seeded = await step("Filling the store with a demo institution", () =>
      seedStore(env, { appUrl: `${sage}/institution`, ...options.seed }),
    );
    const [appChild, sandboxChild] = await step("Starting the app and the sandbox", () =>
      Promise.all([runApp(), runSandbox(sandboxSetup(app, seeded, secrets))]),
    );
    return {
      app,
      sage,
      institutionApp: `${sage}/institution`,
      console: `${app}/console`,
      ...seeded,
      secrets,
      /** The app's whole environment, for a second process on the same store. */
      env,
      logs: { app: appChild.logFile, sandbox: sandboxChild.logFile },
      children: { app: appChild, sandbox: sandboxChild },
      /** The app again, on the same port and store, after it was stopped or killed. */
      restartApp: runApp,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
export type Stack = Awaited<ReturnType<typeof startStack>>;
