import { sql } from "drizzle-orm";
import { accountStore } from "./db/account-store.ts";
import { apiKeyStore } from "./db/api-key-store.ts";
import { cipherOf } from "./db/cipher.ts";
import { companyConnectionStore } from "./db/company-connection-store.ts";
import { companyStore } from "./db/company-store.ts";
import { connectionStore } from "./db/connection-store.ts";
import { type Database, openPglite, openPostgres } from "./db/database.ts";
import { institutionStore } from "./db/institution-store.ts";
import { journeyStore } from "./db/journey-store.ts";
import { storedLimits } from "./db/limits.ts";
import { notificationStore } from "./db/notification-store.ts";
import { pacer } from "./db/pace.ts";
import { repeatStore } from "./db/repeat-store.ts";
import { requestLimits } from "./db/request-limits.ts";
import { journeys } from "./db/schema.ts";
import { tidy } from "./db/tidy.ts";
import { webhookStore } from "./db/webhook-store.ts";
import type { Env } from "./env.ts";
import { remembering } from "./institution/remembering.ts";
import { createLog } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { sageClient } from "./sage/client.ts";
import type { Services } from "./services.ts";

/** Sage allows 10 requests a second; with 115 ms between two, late timers of a busy machine keep to it as well. */
const SAGE_SPACING_MS = 115;

/** The store that the configuration names: the embedded one, or a PostgreSQL server. */
export const openDatabase = (env: Pick<Env, "DATABASE_URL" | "DATA_DIR">) =>
  env.DATABASE_URL ? openPostgres(env.DATABASE_URL) : openPglite(env.DATA_DIR);

/** Puts the real adapters behind the ports. */
export function compose(env: Env, database: Database): Services {
  const clock = () => new Date();
  const { db } = database;
  const cipher = cipherOf(env.encryptionKeys);
  const metrics = createMetrics();
  const turn = pacer(db, SAGE_SPACING_MS);
  return {
    env,
    log: createLog(env.LOG_LEVEL),
    metrics,
    clock,
    passcodeKey: env.passcodeKey,
    journeys: journeyStore(db, clock, (event) => metrics.outcomes.inc({ event })),
    connections: connectionStore(db, cipher),
    institutions: remembering(institutionStore(db), clock),
    apiKeys: apiKeyStore(db, clock),
    companies: companyStore(db, clock),
    companyConnections: companyConnectionStore(db, clock),
    accounts: accountStore(db, cipher, clock),
    repeats: repeatStore(db, cipher, clock),
    webhooks: webhookStore(db, cipher, clock),
    requestLimits: requestLimits(db, clock, {
      perDay: env.API_REQUESTS_PER_DAY,
      perMinute: env.API_REQUESTS_PER_MINUTE,
      key: env.limitKey,
    }),
    notifications: notificationStore(db, clock),
    limits: storedLimits(db, env.limitKey),
    sage: sageClient(env.sage, {
      turn: (region) => turn(`sage-${region}`),
      observe: ({ operation, outcome, seconds }) => metrics.sage.observe({ operation, outcome }, seconds),
    }),
    ready: () => database.ping(),
    tidy: () => tidy(db, clock()),
    async countJourneys() {
      const rows = await db
        .select({ state: journeys.state, count: sql<number>`count(*)::int` })
        .from(journeys)
        .groupBy(journeys.state);
      return new Map(rows.map(({ state, count }) => [state, count]));
    },
  };
}
