import "./shifted-date.ts";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { getRequestListener } from "@hono/node-server";
import { createApi } from "../lib/api/app.ts";
import { compose, openDatabase } from "../lib/compose.ts";
import { readEnv } from "../lib/env.ts";
import { openQueue } from "../lib/jobs/queue.ts";
import { announceAuthorisation } from "../lib/journey/announce-authorisation.ts";
import { chooseAccounts } from "../lib/journey/choose-accounts.ts";
import { findJourney } from "../lib/journey/find-journey.ts";
import { linkAccounts } from "../lib/journey/link-accounts.ts";
import { openJourney } from "../lib/journey/open-journey.ts";
import { redeemPasscode } from "../lib/journey/redeem-passcode.ts";
import { openLink } from "../lib/link/open-link.ts";
import { createLog } from "../lib/log.ts";
import type { LimitRule } from "../lib/ports.ts";
import { provideServices } from "../lib/services.ts";

import { someConsent } from "./journeys.ts";
import { anArrival } from "./walk.ts";

/** The application without its pages, as a process of its own: the institution API, and journeys by their verbs. */
export type ReplicaOrders = {
  /** How far its wall clock is ahead. */
  shiftMs?: number;
  /** Its environment. */
  settings: Record<string, string>;
};

const { settings } = JSON.parse(process.argv[2] ?? "") as ReplicaOrders;
const env = readEnv(settings);
const database = await openDatabase(env);
const queue = await openQueue(database, () => {});
const services = compose(env, database, queue, createLog("silent"));
provideServices(services);

const visit = async (token: string) => {
  const found = await findJourney(services, token);
  if (!found) throw new Error("no journey has this token");
  return found;
};

const VERBS = {
  async open({ bankId, authorisationId }: { bankId: string; authorisationId: string }) {
    const rules = { hosts: ["*.sagebankdrive.com"], allowLoopbackHttp: false };
    const needs = { ...services, returnRules: rules, mayWait: async () => true, pause: async () => {} };
    return openJourney(needs, anArrival(bankId, { authorisationId }));
  },
  announce: (announced: { bankId: string; authorisationId: string }) => announceAuthorisation(services, announced),
  async redeem(asked: { token: string; connectionId: string; passcode: string; address: string }) {
    const { journey } = await visit(asked.token);
    return redeemPasscode(services, journey, asked, asked.address);
  },
  choose: async ({ token, accountId }: { token: string; accountId: string }) =>
    chooseAccounts(services, (await visit(token)).journey, [accountId]),
  link: async ({ token }: { token: string }) => linkAccounts(services, (await visit(token)).journey, someConsent),
  openLink: ({ token }: { token: string }) => openLink(services, token, "a visitor"),
  spend: ({ rule, key }: { rule: LimitRule; key: string }) => services.limits.spend(rule, key),
  startSession: ({ personId }: { personId: string }) => services.consoleSessions.start(personId),
  useSession: ({ sessionId }: { sessionId: string }) => services.consoleSessions.use(sessionId),
  clock: async (_: object) => ({ store: services.clock(), wall: Date.now() }),
} satisfies Record<string, (asked: never) => Promise<unknown>>;
export type Verbs = typeof VERBS;

const api = getRequestListener(createApi(() => services).fetch);

async function answer(request: IncomingMessage) {
  const { verb, asked } = (await json(request)) as { verb: keyof Verbs; asked: never };
  return { answer: (await VERBS[verb](asked)) ?? null };
}

const server = createServer((request, response) => {
  if (request.url !== "/verb") return void api(request, response);
  answer(request).then(
    (body) => response.end(JSON.stringify(body)),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
