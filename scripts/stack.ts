import { rmSync } from "node:fs";
import path from "node:path";
import { type Child, lastLines, startChild } from "./child.ts";
import { choosePort } from "./ports.ts";
import { type Step, silently } from "./progress.ts";
import { untilReady } from "./ready.ts";
import { reports, root } from "./root.ts";
import { appEnv, sandboxEnv } from "./stack-env.ts";
import { keptSecrets, newSecrets, type Secrets } from "./stack-secrets.ts";
import { type Seeded, seedStore } from "./stack-seed.ts";
import { sandboxSetup } from "./stack-setup.ts";
import { chooseStore, type StoreChoice } from "./stack-store.ts";

export interface StackOptions extends StoreChoice {
  /** 0 picks a free one; so does leaving them out. */
  port?: number;
  sandboxPort?: number;
  /** A folder for the secrets, so that a store which outlives this stack can be read by the next one. */
  keepSecretsIn?: string | undefined;
  /** A store that was filled before: its secrets, and a function that gives it the address of the institution's app. */
  filled?: { secrets: Secrets; at: (appUrl: string) => Promise<Seeded> } | undefined;
  /** The address that people and Sage use for the app, when a proxy stands before it. */
  publicUrl?: string;
  /** Settings of the app that differ from the usual ones. */
  env?: Record<string, string>;
  /** Options for the seeding. */
  seed?: object;
  logDir?: string;
  /** How often the app starts again when a busy PostgreSQL kept its start waiting too long. Left out, it never does. */
  patience?: number;
  dev?: boolean;
  step?: Step;
}

/** The last word of a start that found PostgreSQL, and had no answer. */
export const SAYS_STORE_TROUBLE = /"msg":"DATABASE_URL names a PostgreSQL server that does not serve: .*$/;

/** Starts the app and the sandbox beside it on a seeded store. Demos, browser tests and the bench share this. */
export async function startStack(options: StackOptions = {}) {
  const { step = silently, logDir = path.join(reports, "stack") } = options;
  const port = await choosePort(options.port ?? 0, "PORT");
  const sandboxPort = await choosePort(options.sandboxPort ?? 0, "SANDBOX_PORT");
  const app = options.publicUrl ?? `http://localhost:${port}`;
  const sage = `http://127.0.0.1:${sandboxPort}`;
  const store = chooseStore(options);
  const secrets =
    options.filled?.secrets ?? (options.keepSecretsIn ? keptSecrets(options.keepSecretsIn) : newSecrets());
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
  const runApp = async ({ release = root, at = port } = {}) => {
    const args = options.dev ? ["server.ts", "--dev"] : ["server.ts"];
    const logFile = path.join(logDir, at === port ? "app.log" : `app-${at}.log`);
    for (let triesLeft = options.patience ?? 0; ; triesLeft--) {
      const child = startChild({ name: "The app", args, env: { ...env, PORT: String(at) }, logFile, cwd: release });
      running.push(child);
      try {
        await untilReady(`http://localhost:${at}/readyz`, child);
        return child;
      } catch (error) {
        if (triesLeft === 0 || !SAYS_STORE_TROUBLE.test(lastLines(logFile, 1))) throw error;
      }
    }
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
    const appUrl = `${sage}/institution`;
    const seeded = await step("Filling the store with a demo institution", () =>
      options.filled ? options.filled.at(appUrl) : seedStore(env, { appUrl, ...options.seed }),
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
      /**
       * The app again on the same store, after it was stopped or killed. Or another release of it, or a second one at
       * another port.
       */
      restartApp: runApp,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
export type Stack = Awaited<ReturnType<typeof startStack>>;
