import { AsyncLocalStorage } from "node:async_hooks";
import type { CompanyConnectionStore, CompanyStore } from "./company/company.ts";
import type { AccountStore } from "./connection/account-details.ts";
import type { ConnectionReader, ConnectionStore, SageAccountQueries } from "./connection/ports.ts";
import type { NotificationStore } from "./db/notification-store.ts";
import type { Env } from "./env.ts";
import type { ApiKeyStore } from "./institution/api-key.ts";
import type { InstitutionStore } from "./institution/institution.ts";
import type { Repeats } from "./institution/repeats.ts";
import type { RequestLimits } from "./institution/request-limits.ts";
import type { WebhookStore } from "./institution/webhook.ts";
import type { JourneyNeeds, JourneyStore, SageConnector } from "./journey/ports.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";

/** All that routes, pages and jobs use; made once, at the start, by `compose.ts`, the only place that knows which adapter is real. */
export type Services = JourneyNeeds & {
  env: Env;
  log: Log;
  metrics: Metrics;
  journeys: JourneyStore;
  connections: ConnectionReader & ConnectionStore;
  institutions: InstitutionStore;
  apiKeys: ApiKeyStore;
  companies: CompanyStore;
  companyConnections: CompanyConnectionStore;
  accounts: AccountStore;
  repeats: Repeats;
  requestLimits: RequestLimits;
  webhooks: WebhookStore;
  notifications: NotificationStore;
  sage: SageConnector & SageAccountQueries;
  /** Resolves when the store answers. */
  ready(): Promise<void>;
  /** Takes away what serves nobody any more. */
  tidy(): Promise<void>;
  countJourneys(): Promise<ReadonlyMap<string, number>>;
};

// The pages are bundled apart from the server that makes the services; the process is what both share.
const KEY = Symbol.for("connect-bank.services");
type Held = { services: Services; uses: AsyncLocalStorage<{ reached: boolean }> };
const holder = globalThis as { [KEY]?: Held };

export function provideServices(services: Services) {
  holder[KEY] = { services, uses: new AsyncLocalStorage() };
}

/** Runs a request and notes in `use` whether any code of ours was reached in it: all of it asks for the services. */
export function servicesUsed<T>(use: { reached: boolean }, request: () => Promise<T>): Promise<T> {
  return holder[KEY] ? holder[KEY].uses.run(use, request) : request();
}

/** The running application's services. Nothing provides them during a build, so nothing opens the store there. */
export function services(): Services {
  const provided = holder[KEY];
  if (!provided) throw new Error("no services: the application is started with `npm start`, which runs server.ts");
  const use = provided.uses.getStore();
  if (use) use.reached = true;
  return provided.services;
}
