import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { POST as notification } from "../app/sage/notification/route.ts";
import { createApi } from "../lib/api/app.ts";
import { compose, openDatabase } from "../lib/compose.ts";
import { readEnv } from "../lib/env.ts";
import { startDelivering } from "../lib/jobs/delivering.ts";
import { startKeeping } from "../lib/jobs/keeping.ts";
import { startPosting } from "../lib/jobs/posting.ts";
import { openQueue } from "../lib/jobs/queue.ts";
import type { Journey } from "../lib/journey/journey.ts";
import { createLog } from "../lib/log.ts";
import { provideServices } from "../lib/services.ts";
import { aNotifiedJourney } from "../lib/testing/journeys.ts";

/**
 * The application without its pages, in a process that can be killed: its API, Sage's notifications, and a door that says that a
 * user has come to the end of a journey. It says its address once it answers.
 */
const env = readEnv(JSON.parse(process.argv[2] ?? "{}"));
const database = await openDatabase(env);
const log = createLog(env.LOG_LEVEL);
const queue = await openQueue(database, (fault) => log.warn({ err: fault }, "the job queue had a fault"));
const services = compose(env, database, queue, log);
provideServices(services);

/** What is written of a user whose journey has ended well. */
async function authorised(request: Request) {
  const { kind, institutionId, bankId, connectionId, accountIds } = (await request.json()) as Journey;
  const journey = {
    ...aNotifiedJourney(kind),
    institutionId,
    bankId,
    connectionId,
    accountIds,
    announcedAt: new Date(),
  };
  await services.journeys.announce(journey, { type: "announced", actor: "sage" });
  const linked = { ...journey, state: "linked" as const, version: 1 };
  await services.journeys.save(journey, linked, { type: "linked", actor: "sage" });
  return new Response(null, { status: 204 });
}

const api = createApi(() => services);
const server = createServer(
  getRequestListener((request, env) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/sage/notification") return notification(request);
    return pathname === "/soak/authorised" ? authorised(request) : api.fetch(request, env);
  }),
);
await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
await startKeeping(services, queue);
startDelivering(services, queue);
startPosting(services, queue);
console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
