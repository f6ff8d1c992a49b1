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
import type { EnqueuePosting, FeedNeeds, OnMoved } from "./db/feed/parts.ts";
import { reachStore } from "./db/feed/reach-store.ts";
import { resumesFeedsOf } from "./db/feed/reauthorisations.ts";
import { apiKeyStore } from "./db/institution/api-key-store.ts";
import { brandingStore } from "./db/institution/branding-store.ts";
import { deliveryStore } from "./db/institution/delivery-store.ts";
import { idempotencyStore } from "./db/institution/idempotency-store.ts";
import { institutionRegistry } from "./db/institution/institution-registry.ts";
import { institutionStore } from "./db/institution/institution-store.ts";
import { type Enqueue, outbox } from "./db/institution/outbox.ts";
import { requestLimits } from "./db/institution/request-limits.ts";
import { webhookStore } from "./db/institution/webhook-store.ts";
import { journeyStore } from "./db/journey/journey-store.ts";
import { notificationStore } from "./db/journey/notification-store.ts";
import { pageSnapshotStore } from "./db/journey/page-snapshot-store.ts";
import { storedLimits } from "./db/limits/limits.ts";
import { linkStore } from "./db/link/link-store.ts";
import { cleanUp, eraseTraffic } from "./db/maintenance/clean-up.ts";
import { eraseJourneys } from "./db/maintenance/erase.ts";
import { type Cipher, cipherOf } from "./db/store/cipher.ts";
import type { Database } from "./db/store/database.ts";
import type { Env } from "./env.ts";
import type { Clock } from "./ports.ts";

/** The parts of the adapters over one store, apart from the store itself. */
export type Parts = {
  clock: Clock;
  encryptionKeys: Env["encryptionKeys"];
  /** Keys for hashes of passcodes and of what limits count. */
  passcodeKey: Uint8Array;
  limitKey: Uint8Array;
  publicUrl: string;
  requests: { perDay: number; perMinute: number };
  retentionDays: number;
  enqueueDelivery: Enqueue;
  enqueuePosting: EnqueuePosting;
  /** Called for each event of a journey that is stored. */
  onEvent?: Parameters<typeof journeyStore>[2];
  /** Called, with the audit, when the store is found to have moved. */
  onMoved?: (audit: ReturnType<typeof auditStore>) => OnMoved;
  onEraseFailed?: (err: unknown, sourceAccountId: string) => void;
} & Pick<FeedNeeds, "onDelivered" | "onStuck">;

/** Every adapter over one store, wired as the product and its tests use them. */
export function adaptersOver({ db, aside }: Pick<Database, "db" | "aside">, parts: Parts) {
  const { clock, enqueueDelivery, enqueuePosting: enqueue, onMoved, onDelivered, onStuck } = parts;
  const cipher: Cipher = cipherOf(parts.encryptionKeys);
  const tell = outbox(cipher, clock, enqueueDelivery, eventPayload(parts.publicUrl));
  const audit = auditStore(db, clock);
  const follow = followerOf({ enqueue });
  const listeners = [consentsTo(audit), resumesFeedsOf({ clock, enqueue, tell }), relinks(clock, tell, follow)];
  return {
    clock,
    cipher,
    tell,
    audit,
    passcodeKey: parts.passcodeKey,
    journeys: journeyStore(db, clock, parts.onEvent, tell, listeners),
    connections: connectionStore(db, cipher, tell, follow),
    institutions: institutionStore(db),
    registry: institutionRegistry(db, clock),
    apiKeys: apiKeyStore(db, clock),
    companies: companyStore(db, clock, tell),
    companyConnections: companyConnectionStore(db, clock, tell, follow),
    accounts: accountStore(db, cipher, clock, tell, follow),
    idempotentAnswers: idempotencyStore(db, cipher, clock),
    brandings: brandingStore(db, clock),
    links: linkStore(db, clock),
    pageSnapshots: pageSnapshotStore(db, clock),
    support: supportStore(db),
    overview: overviewStore(db),
    people: peopleStore(db, clock),
    consoleSessions: consoleSessionStore(db, clock),
    webhooks: webhookStore(db, cipher, clock),
    deliveries: deliveryStore(db, cipher, clock, enqueueDelivery),
    notifications: notificationStore(db, clock),
    limits: storedLimits(db, clock, parts.limitKey),
    requestLimits: requestLimits(db, clock, { ...parts.requests, key: parts.limitKey }),
    reach: reachStore(db),
    feed: feedStore({
      db,
      aside,
      clock,
      enqueue,
      tell,
      ...(onMoved ? { onMoved: onMoved(audit) } : {}),
      ...(onDelivered ? { onDelivered } : {}),
      ...(onStuck ? { onStuck } : {}),
    }),
    cleanUp: () => cleanUp(db, clock()),
    erasures(limit: number) {
      const before = () => new Date(clock().getTime() - parts.retentionDays * 86_400_000);
      return {
        journeysErased: () => eraseJourneys(db, before(), clock(), limit),
        feedsErased: () => eraseFeeds(db, before(), clock(), limit, parts.onEraseFailed),
        auditErased: () => audit.erasePersonal(before()),
        trafficErased: () => eraseTraffic(db, before()),
      };
    },
  };
}
