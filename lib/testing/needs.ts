import { createHash, randomBytes } from "node:crypto";
import { eventPayload } from "../api/wire/event.ts";
import { accountStore } from "../db/account-store.ts";
import { apiKeyStore } from "../db/api-key-store.ts";
import { auditStore, consentsTo } from "../db/audit-store.ts";
import { brandingStore } from "../db/branding-store.ts";
import { cipherOf } from "../db/cipher.ts";
import { companyConnectionStore } from "../db/company-connection-store.ts";
import { companyStore } from "../db/company-store.ts";
import { connectionStore } from "../db/connection-store.ts";
import type { Database } from "../db/database.ts";
import { deliveryStore } from "../db/delivery-store.ts";
import { eraseJourneys } from "../db/erase.ts";
import { feedStore } from "../db/feed/feed-store.ts";
import { followerOf } from "../db/feed/follow.ts";
import type { EnqueuePosting } from "../db/feed/line-up.ts";
import { resumesFeedsOf } from "../db/feed/reauthorisations.ts";
import { institutionRegistry } from "../db/institution-registry.ts";
import { institutionStore } from "../db/institution-store.ts";
import { journeyStore } from "../db/journey-store.ts";
import { storedLimits } from "../db/limits.ts";
import { linkStore } from "../db/link-store.ts";
import { notificationStore } from "../db/notification-store.ts";
import { type Enqueue, outbox } from "../db/outbox.ts";
import { overviewStore } from "../db/overview-store.ts";
import { consoleSessionStore, peopleStore } from "../db/people-store.ts";
import { reachStore } from "../db/reach-store.ts";
import { relinks } from "../db/relink.ts";
import { repeatStore } from "../db/repeat-store.ts";
import { requestLimits } from "../db/request-limits.ts";
import { seenPageStore } from "../db/seen-page-store.ts";
import { supportStore } from "../db/support-store.ts";
import { webhookStore } from "../db/webhook-store.ts";
import { eventPoster } from "../jobs/post-event.ts";
import { argonPasswords } from "../passwords.ts";
import { sageClient } from "../sage/client.ts";
import type { SageConfig } from "../sage/config.ts";
import { someTime } from "./journeys.ts";
import { atOnce } from "./turns.ts";

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
