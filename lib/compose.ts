import { createHmac } from "node:crypto";
import { sql } from "drizzle-orm";
import { eventPayload } from "./api/wire/event.ts";
import { accountStore } from "./db/connection/account-store.ts";
import { companyConnectionStore } from "./db/connection/company-connection-store.ts";
import { companyStore } from "./db/connection/company-store.ts";
import { connectionStore } from "./db/connection/connection-store.ts";
import { relinks } from "./db/connection/relink.ts";
import { auditStore, consentsTo } from "./db/console/audit-store.ts";
import { overviewStore } from "./db/console/overview-store.ts";
import { consoleSessionStore, peopleStore } from "./db/console/people-store.ts";
import { supportStore } from "./db/console/support-store.ts";
import { feedStore } from "./db/feed/feed-store.ts";
import { followerOf } from "./db/feed/follow.ts";
import { eraseFeeds } from "./db/feed/old-lines.ts";
import { reachStore } from "./db/feed/reach-store.ts";
import { resumesFeedsOf } from "./db/feed/reauthorisations.ts";
import { apiKeyStore } from "./db/institution/api-key-store.ts";
import { brandingStore } from "./db/institution/branding-store.ts";
import { deliveryStore } from "./db/institution/delivery-store.ts";
import { repeatStore } from "./db/institution/idempotency-store.ts";
import { institutionRegistry } from "./db/institution/institution-registry.ts";
import { institutionStore } from "./db/institution/institution-store.ts";
import { outbox } from "./db/institution/outbox.ts";
import { requestLimits } from "./db/institution/request-limits.ts";
import { webhookStore } from "./db/institution/webhook-store.ts";
import { journeyStore } from "./db/journey/journey-store.ts";
import { notificationStore } from "./db/journey/notification-store.ts";
import { seenPageStore } from "./db/journey/page-snapshot-store.ts";
import { sageCallLog } from "./db/journey/sage-call-log.ts";
import { storedLimits } from "./db/limits/limits.ts";
import { sharedTurns } from "./db/limits/rate-limiter.ts";
import { linkStore } from "./db/link/link-store.ts";
import { eraseTraffic, tidy } from "./db/maintenance/clean-up.ts";
import { eraseJourneys } from "./db/maintenance/erase.ts";
import { journeys } from "./db/schema.ts";
import { cipherOf } from "./db/store/cipher.ts";
import type { Database } from "./db/store/database.ts";
import { openPglite } from "./db/store/embedded.ts";
import { afterCommit, isWithinOne } from "./db/store/joining.ts";
import type { Tell } from "./db/store/migrate.ts";
import { openPostgres } from "./db/store/postgres.ts";
import type { Env } from "./env.ts";
import { remembering } from "./institution/cache.ts";
import { eventPoster } from "./jobs/post-event.ts";
import type { JobQueue } from "./jobs/queue.ts";
import { linkNews } from "./link/link-news.ts";
import type { Log } from "./log.ts";
import { showingLogos } from "./logo/showing-logos.ts";
import { createMetrics } from "./metrics.ts";
import { argonPasswords } from "./passwords.ts";
import { sageClient } from "./sage/client.ts";
import { fairTurns } from "./sage/fair-queue.ts";
import type { Services } from "./services.ts";
import type { StoreTrouble } from "./store-trouble.ts";

/** Sage allows 10 requests a second (reference of the Provider API, throttling). */
const SAGE_PACE = { perSecond: 10, onTheWayMs: 400, apartMs: 60 };

/** The store that the configuration names: the embedded one, or a PostgreSQL server. `tell` is told why the start waits. */
export const openDatabase = (
  env: Pick<Env, "DATABASE_URL" | "DATA_DIR">,
  tell: Tell = console.error,
  onTrouble?: (trouble: StoreTrouble) => void,
) => (env.DATABASE_URL ? openPostgres(env.DATABASE_URL, tell, onTrouble) : openPglite(env.DATA_DIR, { onTrouble }));

const MOVED =
  "the store has moved, by a failover or from a backup: its feeds are in doubt. After a restore run `npm run admin -- restored` too";

/** Puts the real adapters behind the ports. */
export function compose(
  env: Env,
  database: Database,
  queue: Pick<JobQueue, "enqueueDelivery" | "enqueuePosting">,
  log: Log,
): Services {
  const { db, clock } = database;
  const cipher = cipherOf(env.encryptionKeys);
  const metrics = createMetrics();
  const tell = outbox(cipher, clock, queue.enqueueDelivery, eventPayload(env.PUBLIC_URL));
  const audit = auditStore(db, clock);
  const sageCalls = sageCallLog(db, clock, (err) => log.warn({ err }, "Sage's answers were not counted"));
  const pace = { ...SAGE_PACE, isOneClock: database.driver === "pglite" };
  const reach = reachStore(db);
  const sage = sageClient(env.sage, {
    heard: (region, event) =>
      void reach.heard(region, event).catch((err) => log.warn({ err }, "how Sage answers was not written down")),
    turns: (region) => fairTurns(sharedTurns(db, `sage-${region}`, pace)),
    observe({ region, operation, outcome, seconds }) {
      metrics.sage.observe({ operation, outcome }, seconds);
      sageCalls.note({ region, outcome, milliseconds: seconds * 1000 });
    },
  });
  const enqueue = queue.enqueuePosting;
  const follow = followerOf({ enqueue });
  const connections = connectionStore(db, cipher, tell, follow);
  const links = linkStore(db, clock);
  return {
    env,
    log,
    metrics,
    clock,
    passcodeKey: env.passcodeKey,
    journeys: journeyStore(db, clock, (event) => afterCommit(() => metrics.outcomes.inc({ event })), tell, [
      consentsTo(audit),
      resumesFeedsOf({ clock, enqueue, tell }),
      relinks(clock, tell, follow),
    ]),
    connections,
    institutions: remembering(showingLogos(institutionStore(db)), clock, {
      onceStored: afterCommit,
      isStored: () => !isWithinOne(),
    }),
    apiKeys: apiKeyStore(db, clock),
    companies: companyStore(db, clock, tell),
    companyConnections: companyConnectionStore(db, clock, tell, follow),
    accounts: accountStore(db, cipher, clock, tell, follow),
    repeats: repeatStore(db, cipher, clock),
    brandings: brandingStore(db, clock),
    previewKey: env.previewKey,
    links,
    linkNews: linkNews({ links, connections, clock }),
    seenPages: seenPageStore(db, clock),
    support: supportStore(db),
    overview: overviewStore(db),
    registry: institutionRegistry(db, clock),
    sageBanks: sage,
    apiKeyKey: env.apiKeyKey,
    people: peopleStore(db, clock),
    consoleSessions: consoleSessionStore(db, clock),
    audit,
    passwords: argonPasswords(),
    linkKey: env.linkKey,
    visitorHash: (address) => createHmac("sha256", env.linkKey).update(address).digest("base64url"),
    webhooks: webhookStore(db, cipher, clock),
    feed: feedStore({
      db,
      aside: database.aside,
      clock,
      enqueue,
      tell,
      async onMoved(tx, from, to) {
        const detail = { ...from, nowSystem: to.system, nowDatabase: to.database, nowTimeline: to.timeline };
        const about = { actor: "server", institutionId: null, subject: "store:all" };
        await audit.add({ ...about, action: "store-restored", detail }, tx);
        afterCommit(() => log.warn({ from, to }, MOVED));
      },
      onDelivered: (seconds) => afterCommit(() => metrics.feed.observe(seconds)),
      onStuck(sourceAccountId, why) {
        afterCommit(() => {
          metrics.stuck.inc();
          log.warn({ sourceAccountId, why }, "an account's bank transactions cannot go on by themselves");
        });
      },
    }),
    deliveries: deliveryStore(db, cipher, clock, queue.enqueueDelivery),
    postEvent: eventPoster({ publicOnly: env.production }),
    requestLimits: requestLimits(db, clock, {
      perDay: env.API_REQUESTS_PER_DAY,
      perMinute: env.API_REQUESTS_PER_MINUTE,
      key: env.limitKey,
    }),
    notifications: notificationStore(db, clock),
    limits: storedLimits(db, clock, env.limitKey),
    sage,
    reach,
    ready: () => database.ping(),
    pools: () => database.pools(),
    tidy: () => tidy(db, clock()),
    erasures(limit) {
      const before = () => new Date(clock().getTime() - env.RETENTION_DAYS * 86_400_000);
      const onFault = (err: unknown, sourceAccountId: string) =>
        log.error({ err, sourceAccountId }, "an account's old bank transactions were not taken away");
      return {
        journeysErased: () => eraseJourneys(db, before(), clock(), limit),
        feedsErased: () => eraseFeeds(db, before(), clock(), limit, onFault),
        auditErased: () => audit.erasePersonal(before()),
        trafficErased: () => eraseTraffic(db, before()),
      };
    },
    settle: () => sageCalls.flush(),
    async countJourneys() {
      const rows = await database.aside
        .select({ state: journeys.state, count: sql<number>`count(*)::int` })
        .from(journeys)
        .groupBy(journeys.state);
      return new Map(rows.map(({ state, count }) => [state, count]));
    },
  };
}
