import { createServer } from "node:http";
import next from "next";
import { compose, openDatabase } from "./lib/compose.ts";
import { DirectoryInUse } from "./lib/db/lock.ts";
import { EnvError, readEnv } from "./lib/env.ts";
import { startDelivering } from "./lib/jobs/delivering.ts";
import { startKeeping } from "./lib/jobs/keeping.ts";
import { startPosting } from "./lib/jobs/posting.ts";
import { openQueue } from "./lib/jobs/queue.ts";
import { localSecret } from "./lib/local-secret.ts";
import { captureConsole, createLog } from "./lib/log.ts";
import { paths } from "./lib/paths.ts";
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
  const log = createLog(env.LOG_LEVEL);
  const queue = await openQueue(database, (fault) => log.warn({ err: fault }, "the job queue had a fault"));
  const services = compose(env, database, queue, log);
  // next-auth reads its own address from here.
  process.env.NEXTAUTH_URL = env.PUBLIC_URL + paths.console.auth;
  provideServices(services);
  if (!dev) captureConsole(log);

  const app = next({ dev, hostname: env.HOST, port: env.PORT });
  await app.prepare();
  const server = createServer(frontDoor(services, app.getRequestHandler(), dev));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(env.PORT, env.HOST, resolve);
  });
  await startKeeping(services, queue);
  startDelivering(services, queue);
  startPosting(services, queue);
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
    await queue.stop();
    await services.settle().catch((err) => log.warn({ err }, "not everything was written down"));
    await database.close();
    log.info("stopped");
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));
}
