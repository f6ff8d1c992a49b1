import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import next from "next";
import { compose, openDatabase } from "./lib/compose.ts";
import { DirectoryInUse } from "./lib/db/store/lock.ts";
import { NotMigrated } from "./lib/db/store/migrate.ts";
import { EnvError, readEnv } from "./lib/env.ts";
import { startDelivering } from "./lib/jobs/delivering.ts";
import { startMaintenance } from "./lib/jobs/maintenance.ts";
import { startPosting } from "./lib/jobs/posting.ts";
import { openQueue } from "./lib/jobs/queue.ts";
import { startResuming } from "./lib/jobs/resuming.ts";
import { localSecret } from "./lib/local-secret.ts";
import { captureConsole, createLog } from "./lib/log.ts";
import { paths } from "./lib/paths.ts";
import { leaveTrouble, provideServices } from "./lib/services.ts";
import { plainStart } from "./lib/store-trouble.ts";
import { frontDoor } from "./lib/web/http/front-door.ts";
import { stylesOfBuild } from "./lib/web/http/page-files.ts";
import { actionsOfBuild } from "./lib/web/http/posted-form.ts";

/** How long requests in flight may take to finish once the server takes no more. */
const GRACE_MS = 20_000;
/** Node's clock for a request's headers runs through the time that its connection was idle: it must be the longer one. */
const HEADERS_MS = 60_000;
/** A request that takes longer to arrive is broken off: Node's own bound. */
const REQUEST_MS = 300_000;

const NO_TUNNEL = "HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

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
  if (error instanceof EnvError || error instanceof DirectoryInUse || error instanceof NotMigrated)
    return error.message;
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "EADDRINUSE") return "PORT is taken by another process. Set PORT to another one.";
  return plainStart(error, process.env.DATABASE_URL);
}

async function start() {
  const env = readEnv(process.env, localSecret);
  const log = createLog(env.LOG_LEVEL);
  const database = await openDatabase(env, (message) => log.warn(message), leaveTrouble);
  const queue = await openQueue(database, (fault) => log.warn({ err: fault }, "the job queue had a fault"));
  const services = compose(env, database, queue, log);
  // next-auth reads its own address from here.
  process.env.NEXTAUTH_URL = env.PUBLIC_URL + paths.console.auth;
  provideServices(services);
  if (!dev) captureConsole(log);

  const app = next({ dev, hostname: env.HOST, port: env.PORT });
  await app.prepare();
  let draining = false;
  const headersTimeout = env.KEEP_ALIVE_SECONDS * 1000 + HEADERS_MS;
  const server = createServer(
    {
      keepAliveTimeout: env.KEEP_ALIVE_SECONDS * 1000,
      headersTimeout,
      // Node wants it to be the longer one.
      requestTimeout: Math.max(REQUEST_MS, headersTimeout),
      // Next takes a connection that asks for another protocol, and never answers it.
      shouldUpgradeCallback: () => dev,
    },
    frontDoor(services, app.getRequestHandler(), {
      dev,
      isDraining: () => draining,
      actions: dev ? null : actionsOfBuild("."),
      styles: dev ? new Map() : stylesOfBuild("."),
    }),
  );
  server.on("connect", (_request, socket) => socket.end(NO_TUNNEL));
  // Before anything is posted, and before anybody is led here: a store in trouble ends the start.
  await services.feed.noticeRestore();
  await startMaintenance(services, queue);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(env.PORT, env.HOST, resolve);
  });
  startDelivering(services, queue);
  startPosting(services, queue);
  startResuming(services, queue);
  log.info({ url: env.PUBLIC_URL, driver: database.driver, production: env.production }, "ready");

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    draining = true;
    // A person at a terminal has no balancer that would have to hear of it first.
    if (signal === "SIGTERM") await sleep(env.DRAIN_SECONDS * 1000);
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    const idle = setInterval(() => server.closeIdleConnections(), 200);
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, GRACE_MS).unref())]);
    clearInterval(idle);
    await queue.stop().catch((err) => log.warn({ err }, "the job queue did not stop"));
    await services.flush().catch((err) => log.warn({ err }, "not everything was written down"));
    await database.close();
    log.info("stopped");
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));
}
