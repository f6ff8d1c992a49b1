import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { createApi } from "../lib/api/app.ts";
import { compose, openDatabase } from "../lib/compose.ts";
import { readEnv } from "../lib/env.ts";
import { startDelivering } from "../lib/jobs/delivering.ts";
import { startKeeping } from "../lib/jobs/keeping.ts";
import { startPosting } from "../lib/jobs/posting.ts";
import { openQueue } from "../lib/jobs/queue.ts";
import { createLog } from "../lib/log.ts";

/** The application without its pages, in a process that can be killed. It says its address once it answers. */
const env = readEnv(JSON.parse(process.argv[2] ?? "{}"));
const database = await openDatabase(env);
const log = createLog(env.LOG_LEVEL);
const queue = await openQueue(database, (fault) => log.warn({ err: fault }, "the job queue had a fault"));
const services = compose(env, database, queue, log);
const server = createServer(getRequestListener(createApi(() => services).fetch));
await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
await startKeeping(services, queue);
startDelivering(services, queue);
startPosting(services, queue);
console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api`);
