import { createHash, randomBytes } from "node:crypto";
import { eventPayload } from "../lib/api/wire/event.ts";
import { accountStore } from "../lib/db/connection/account-store.ts";
import { companyConnectionStore } from "../lib/db/connection/company-connection-store.ts";
import { companyStore } from "../lib/db/connection/company-store.ts";
import { connectionStore } from "../lib/db/connection/connection-store.ts";
import { relinks } from "../lib/db/connection/relink.ts";
import { auditStore, consentsTo } from "../lib/db/console/audit-store.ts";
import { overviewStore } from "../lib/db/console/overview-store.ts";
import { consoleSessionStore, peopleStore } from "../lib/db/console/people-store.ts";
import { supportStore } from "../lib/db/console/support-store.ts";
import { feedStore } from "../lib/db/feed/feed-store.ts";
import { followerOf } from "../lib/db/feed/follow.ts";
import type { EnqueuePosting } from "../lib/db/feed/line-up.ts";
import { reachStore } from "../lib/db/feed/reach-store.ts";
import { resumesFeedsOf } from "../lib/db/feed/reauthorisations.ts";
import { apiKeyStore } from "../lib/db/institution/api-key-store.ts";
import { brandingStore } from "../lib/db/institution/branding-store.ts";
import { deliveryStore } from "../lib/db/institution/delivery-store.ts";
import { repeatStore } from "../lib/db/institution/idempotency-store.ts";
import { institutionRegistry } from "../lib/db/institution/institution-registry.ts";
import { institutionStore } from "../lib/db/institution/institution-store.ts";
import { type Enqueue, outbox } from "../lib/db/institution/outbox.ts";
import { requestLimits } from "../lib/db/institution/request-limits.ts";
import { webhookStore } from "../lib/db/institution/webhook-store.ts";
import { journeyStore } from "../lib/db/journey/journey-store.ts";
import { notificationStore } from "../lib/db/journey/notification-store.ts";
import { seenPageStore } from "../lib/db/journey/page-snapshot-store.ts";
import { storedLimits } from "../lib/db/limits/limits.ts";
import { linkStore } from "../lib/db/link/link-store.ts";
import { eraseJourneys } from "../lib/db/maintenance/erase.ts";
import { cipherOf } from "../lib/db/store/cipher.ts";
import type { Database } from "../lib/db/store/database.ts";
import { eventPoster } from "../lib/jobs/post-event.ts";
import { argonPasswords } from "../lib/passwords.ts";
import { sageClient } from "../lib/sage/client.ts";
import type { SageConfig } from "../lib/sage/config.ts";
import { atOnce } from "./fair-queue.ts";
import { someTime } from "./journeys.ts";

export type TestNeeds = ReturnType<typeof needsOver>;

/** Secrets of one application; two processes that share a store share them. */
export const someKeys = () => ({ passcodeKey: randomBytes(32), encryptionKey: randomBytes(32) });

/** The real adapters over a store, with a clock that stands until a test moves it, and Sage where a test has put it. */
export function needsOver(
  database: Database,
  sage: SageConfig = {},
  keys = someKeys(),
  enqueue: Enqueue = async () => {},
  enqueuePosting: EnqueuePosting = async () => {},
) {
  const { db } = database;
  let now = someTime;
  const clock = () => now;
  const cipher = cipherOf([{ id: "test", key: keys.encryptionKey }]);
  const reach = reachStore(db);
  const client = sageClient(sage, {
    turns: () => atOnce,
    heard: (region, event) => void reach.heard(region, event).catch(() => {}),
  });
  const audit = auditStore(db, clock);
  const tell = outbox(cipher, clock, enqueue, eventPayload("https://connect.example.com"));
  const follow = followerOf({ enqueue: enqueuePosting });
  return {
    db,
    cipher,
    clock,
    passcodeKey: keys.passcodeKey,
    passcodeMinutes: 10,
    tell,
    journeys: journeyStore(db, clock, undefined, tell, [
      consentsTo(audit),
      resumesFeedsOf({ clock, enqueue: enqueuePosting, tell }),
      relinks(clock, tell, follow),
    ]),
    connections: connectionStore(db, cipher, tell, follow),
    institutions: institutionStore(db),
    apiKeys: apiKeyStore(db, clock),
    registry: institutionRegistry(db, clock),
    companies: companyStore(db, clock, tell),
    companyConnections: companyConnectionStore(db, clock, tell, follow),
    accounts: accountStore(db, cipher, clock, tell, follow),
    repeats: repeatStore(db, cipher, clock),
    brandings: brandingStore(db, clock),
    previewKey: keys.passcodeKey,
    links: linkStore(db, clock),
    seenPages: seenPageStore(db, clock),
    support: supportStore(db),
    overview: overviewStore(db),
    apiKeyKey: keys.passcodeKey,
    people: peopleStore(db, clock),
    consoleSessions: consoleSessionStore(db, clock),
    audit,
    passwords: argonPasswords(),
    linkKey: keys.passcodeKey,
    visitorHash: (address: string) => createHash("sha256").update(address).digest("base64url"),
    webhooks: webhookStore(db, cipher, clock),
    deliveries: deliveryStore(db, cipher, clock, enqueue),
    postEvent: eventPoster({ publicOnly: false }),
    requestLimits: requestLimits(db, clock, { perDay: 1000, perMinute: 1000, key: keys.passcodeKey }),
    feed: feedStore({ db, clock, enqueue: enqueuePosting, tell }),
    notifications: notificationStore(db, clock),
    erasures: (limit: number) => ({ journeysErased: () => eraseJourneys(db, now, now, limit) }),
    limits: storedLimits(db, clock, keys.passcodeKey),
    sage: client,
    reach,
    sageBanks: client,
    setTime(time: Date) {
      now = time;
    },
    passMinutes(minutes: number) {
      now = new Date(now.getTime() + minutes * 60_000);
    },
  };
}
