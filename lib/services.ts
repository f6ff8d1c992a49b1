import { AsyncLocalStorage } from "node:async_hooks";
import type { CompanyConnectionStore, CompanyStore } from "./company/company.ts";
import type { AccountStore } from "./connection/account-details.ts";
import type { ConnectionReader, ConnectionStore, SageAccountQueries } from "./connection/ports.ts";
import type { AuditStore } from "./console/audit.ts";
import type { ConsoleSessionStore } from "./console/console-session.ts";
import type { OverviewStore } from "./console/overview.ts";
import type { Passwords, PeopleStore } from "./console/person.ts";
import type { SupportStore } from "./console/ports.ts";
import type { Env } from "./env.ts";
import type { FeedStore, ReachStore, SageStatements } from "./feed/ports.ts";
import type { ApiKeyStore } from "./institution/api-key.ts";
import type { BrandingStore } from "./institution/branding.ts";
import type { PostEvent } from "./institution/deliver-event.ts";
import type { DeliveryStore } from "./institution/delivery.ts";
import type { IdempotentAnswers } from "./institution/idempotency.ts";
import type { InstitutionStore } from "./institution/institution.ts";
import type { InstitutionRegistry } from "./institution/registry.ts";
import type { RequestLimits } from "./institution/request-limits.ts";
import type { SageBankSync } from "./institution/sage-bank.ts";
import type { WebhookStore } from "./institution/webhook.ts";
import type { PageSnapshots, SnapshotAnswer } from "./journey/page-snapshot.ts";
import type { JourneyNeeds, JourneyStore, NotificationStore, SageConnector } from "./journey/ports.ts";
import type { LinkNewsReader } from "./link/link-news.ts";
import type { Said } from "./link/link-page-state.ts";
import type { LinkStore } from "./link/ports.ts";
import type { Log } from "./log.ts";
import type { Metrics, PoolUse } from "./metrics.ts";

/**
 * All that routes, pages and jobs use. `compose.ts` makes it once, at the start, and alone knows which adapter is real.
 */
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
  idempotentAnswers: IdempotentAnswers;
  requestLimits: RequestLimits;
  brandings: BrandingStore;
  previewKey: Uint8Array;
  links: LinkStore;
  pageSnapshots: PageSnapshots;
  support: SupportStore;
  overview: OverviewStore;
  registry: InstitutionRegistry;
  sageBanks: SageBankSync;
  apiKeyKey: Uint8Array;
  people: PeopleStore;
  consoleSessions: ConsoleSessionStore;
  passwords: Passwords;
  audit: AuditStore;
  linkNews: LinkNewsReader;
  linkKey: Uint8Array;
  /** Who an address is to the link pages: a keyed hash. */
  visitorHash(address: string): string;
  webhooks: WebhookStore;
  deliveries: DeliveryStore;
  feed: FeedStore;
  postEvent: PostEvent;
  notifications: NotificationStore;
  sage: SageConnector & SageAccountQueries & SageStatements;
  reach: ReachStore;
  /** Resolves when the store answers. */
  ready(): Promise<void>;
  /** How the connections to the store are used; none where it runs in this process. */
  pools(): PoolUse[];
  /** Deletes rows that are no longer needed; answers how many. */
  cleanUp(): Promise<number>;
  /** Take what is personal out of what is older than RETENTION_DAYS, each by itself; each answers how many rows. */
  erasures(limit: number): Record<string, () => Promise<number>>;
  /** Writes what is still only in this process, before it ends. */
  flush(): Promise<void>;
  countJourneys(): Promise<ReadonlyMap<string, number>>;
};

// The pages are bundled apart from the server that makes the services; the process is what both share.
const KEY = Symbol.for("connect-bank.services");
type Held = { services: Services; uses: AsyncLocalStorage<Use> };

/** Notes that one request leaves for code that comes later in it. */
export type Use = {
  /** True once any code of ours was reached. */
  reached: boolean;
  /** The answer of a journey's form, for the page that is shown around it. */
  answered?: FormAnswer;
  /** The fields of a form that this release does not know: one from a page of another release. */
  unknownForm?: FormData;
  /** The doings of an action on the link page, for the page that is shown next. */
  link?: LinkUse;
  /** The store was unavailable: the caller gets "not now" for the failure. */
  trouble?: boolean;
};
/** `isKept` where the form's repeated state is stored already. */
export type FormAnswer = SnapshotAnswer & { intent?: string; isKept: boolean };
export type LinkUse = {
  view: string;
  passcode?: { passcode: string; expiresAt: Date };
  waitSeconds?: number;
  product?: string;
  /** The outcome of a person's approval of an arrival, and whom they did not know. */
  said?: Said;
  denied?: string;
  /** The mark of the progress when they asked for the instructions once more. */
  again?: string;
};
const holder = globalThis as { [KEY]?: Held };

export function provideServices(services: Services) {
  holder[KEY] = { services, uses: new AsyncLocalStorage() };
}

/** Runs a request and notes in `use` whether it reached code of ours: all our code asks for the services. */
export function servicesUsed<T>(use: Use, request: () => Promise<T>): Promise<T> {
  return holder[KEY] ? holder[KEY].uses.run(use, request) : request();
}

/** The doings of this request's action on the link page; null when there was none. */
export const linkUse = (): LinkUse | null => holder[KEY]?.uses.getStore()?.link ?? null;

export function leaveLinkUse(link: LinkUse) {
  const use = holder[KEY]?.uses.getStore();
  if (use) use.link = link;
}

/** Notes that the store was unavailable within this request, whatever becomes of the error. */
export function leaveTrouble() {
  const use = holder[KEY]?.uses.getStore();
  if (use) use.trouble = true;
}

/** The answer of this request's form, where the page around it is shown once more. */
export const formAnswer = (): FormAnswer | null => holder[KEY]?.uses.getStore()?.answered ?? null;

export function leaveAnswer(answer: FormAnswer) {
  const use = holder[KEY]?.uses.getStore();
  if (use) use.answered = answer;
}

/** The fields that a page of another release sent with this request, where nothing could be done with them. */
export const unknownForm = (): FormData | null => holder[KEY]?.uses.getStore()?.unknownForm ?? null;

/** The running application's services. Nothing provides them during a build, so nothing opens the store there. */
export function services(): Services {
  const provided = holder[KEY];
  if (!provided) throw new Error("no services: the application is started with `npm start`, which runs server.ts");
  const use = provided.uses.getStore();
  if (use) use.reached = true;
  return provided.services;
}
