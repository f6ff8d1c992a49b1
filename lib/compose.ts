import { createHmac } from "node:crypto";
import { sql } from "drizzle-orm";
import { adaptersOver } from "./adapters.ts";
import type { OnMoved } from "./db/feed/parts.ts";
import { sageCallLog } from "./db/journey/sage-call-log.ts";
import { rateLimiter } from "./db/limits/rate-limiter.ts";
import { journeys } from "./db/schema.ts";
import type { Database } from "./db/store/database.ts";
import { openPglite } from "./db/store/embedded.ts";
import { afterCommit, isWithinOne } from "./db/store/joining.ts";
import type { Tell } from "./db/store/migrate.ts";
import { openPostgres } from "./db/store/postgres.ts";
import type { Env } from "./env.ts";
import { cached } from "./institution/cache.ts";
import { eventPoster } from "./jobs/post-event.ts";
import type { JobQueue } from "./jobs/queue.ts";
import { linkNews } from "./link/link-news.ts";
import type { Log } from "./log.ts";
import { showingLogos } from "./logo/showing-logos.ts";
import { createMetrics } from "./metrics.ts";
import { argonPasswords } from "./passwords.ts";
import { sageClient } from "./sage/client.ts";
import { fairQueue } from "./sage/fair-queue.ts";
import type { Services } from "./services.ts";
import type { StoreTrouble } from "./store-trouble.ts";

/** Sage allows 10 requests a second (docs/sage.md). */
const SAGE_LIMIT = { perSecond: 10, onTheWayMs: 400, apartMs: 60 };

/**
 * The store that the configuration names: the embedded one, or a PostgreSQL server. `tell` receives the reason why the
 * start waits.
 */
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
  const metrics = createMetrics();
  const adapters = adaptersOver(database, {
    clock,
    encryptionKeys: env.encryptionKeys,
    passcodeKey: env.passcodeKey,
    limitKey: env.limitKey,
    publicUrl: env.PUBLIC_URL,
    requests: { perDay: env.API_REQUESTS_PER_DAY, perMinute: env.API_REQUESTS_PER_MINUTE },
    retentionDays: env.RETENTION_DAYS,
    enqueueDelivery: queue.enqueueDelivery,
    enqueuePosting: queue.enqueuePosting,
    onEvent: (event) => afterCommit(() => metrics.outcomes.inc({ event })),
    onDelivered: (seconds) => afterCommit(() => metrics.feed.observe(seconds)),
    onStuck(sourceAccountId, why) {
      afterCommit(() => {
        metrics.stuck.inc();
        log.warn({ sourceAccountId, why }, "an account's bank transactions cannot go on by themselves");
      });
    },
    onMoved:
      (audit): OnMoved =>
      async (tx, from, to) => {
        const detail = { ...from, nowSystem: to.system, nowDatabase: to.database, nowTimeline: to.timeline };
        const about = { actor: "server", institutionId: null, subject: "store:all" };
        await audit.addWithin(tx, { ...about, action: "store-restored", detail });
        afterCommit(() => log.warn({ from, to }, MOVED));
      },
    onEraseFailed: (err, sourceAccountId) =>
      log.error({ err, sourceAccountId }, "an account's old bank transactions were not taken away"),
  });
  const { links, reach } = adapters;
  const sageCalls = sageCallLog(db, clock, (err) => log.warn({ err }, "Sage's answers were not counted"));
  const limit = { ...SAGE_LIMIT, isOneClock: database.driver === "pglite" };
  const sage = sageClient(env.sage, {
    clock,
    heard: (region, event) =>
      void reach.heard(region, event).catch((err) => log.warn({ err }, "how Sage answers was not written down")),
    turns: (region) => fairQueue(rateLimiter(db, `sage-${region}`, limit)),
    observe({ region, operation, outcome, seconds }) {
      metrics.sage.observe({ operation, outcome }, seconds);
      sageCalls.note({ region, outcome, milliseconds: seconds * 1000 });
    },
  });
  const { cipher: _cipher, tell: _tell, ...stores } = adapters;
  return {
    ...stores,
    env,
    log,
    metrics,
    institutions: cached(showingLogos(adapters.institutions), clock, {
      onceStored: afterCommit,
      isStored: () => !isWithinOne(),
    }),
    previewKey: env.previewKey,
    apiKeyKey: env.apiKeyKey,
    linkKey: env.linkKey,
    linkNews: linkNews({ links, clock }),
    visitorHash: (address) => createHmac("sha256", env.linkKey).update(address).digest("base64url"),
    passwords: argonPasswords(),
    postEvent: eventPoster({ publicOnly: env.production }),
    sage,
    sageBanks: sage,
    ready: () => database.ping(),
    pools: () => database.pools(),
    flush: () => sageCalls.flush(),
    async countJourneys() {
      const rows = await database.aside
        .select({ state: journeys.state, count: sql<number>`count(*)::int` })
        .from(journeys)
        .groupBy(journeys.state);
      return new Map(rows.map(({ state, count }) => [state, count]));
    },
  };
}
