import { createServer } from "node:http";
import next from "next";
import { compose, openDatabase } from "./lib/compose.ts";
import { DirectoryInUse } from "./lib/db/lock.ts";
import { EnvError, readEnv } from "./lib/env.ts";
import { startKeeping } from "./lib/jobs/keeping.ts";
import { localSecret } from "./lib/local-secret.ts";
import { captureConsole } from "./lib/log.ts";
import { provideServices } from "./lib/services.ts";
import { frontDoor } from "./lib/web/front-door.ts";

/** How long requests in flight may take to finish once the process was told to stop. */
const GRACE_MS = 20_000;

process.env.NEXT_TELEMETRY_DISABLED ??= "1";
const dev = process.argv.includes("--dev");

try {
  await start();
} catch (error) {
  console.error(plainly(error) ?? error);
  process.exit(1);
}

/** One message for what the operator can mend; null for what needs its stack. */
function plainly(error: unknown): string | null {
  if (error instanceof EnvError || error instanceof DirectoryInUse) return error.message;
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "EADDRINUSE") return "PORT is taken by another process. Set PORT to another one.";
  if (code === "ECONNREFUSED" || code === "ENOTFOUND" || code === "CONNECT_TIMEOUT") {
    return `DATABASE_URL names a PostgreSQL server that does not answer (${code}).`;
  }
  return null;
}

async function start() {
  const env = readEnv(process.env, localSecret);
  const database = await openDatabase(env);
  const services = compose(env, database);
  provideServices(services);
  const { log } = services;
  if (!dev) captureConsole(log);

  const app = next({ dev, hostname: env.HOST, port: env.PORT });
  await app.prepare();
  const server = createServer(frontDoor(services, app.getRequestHandler(), dev));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(env.PORT, env.HOST, resolve);
  });
  const keeping = await startKeeping(services, database);
  log.info({ url: env.PUBLIC_URL, driver: database.driver, production: env.production }, "ready");

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    const idle = setInterval(() => server.closeIdleConnections(), 200);
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, GRACE_MS).unref())]);
    clearInterval(idle);
    await keeping.stop();
    await database.close();
    log.info("stopped");
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));
}
