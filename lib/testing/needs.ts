import { randomBytes } from "node:crypto";
import { accountStore } from "../db/account-store.ts";
import { apiKeyStore } from "../db/api-key-store.ts";
import { cipherOf } from "../db/cipher.ts";
import { companyConnectionStore } from "../db/company-connection-store.ts";
import { companyStore } from "../db/company-store.ts";
import { connectionStore } from "../db/connection-store.ts";
import type { Database } from "../db/database.ts";
import { institutionRegistry } from "../db/institution-registry.ts";
import { institutionStore } from "../db/institution-store.ts";
import { journeyStore } from "../db/journey-store.ts";
import { storedLimits } from "../db/limits.ts";
import { notificationStore } from "../db/notification-store.ts";
import { repeatStore } from "../db/repeat-store.ts";
import { requestLimits } from "../db/request-limits.ts";
import { webhookStore } from "../db/webhook-store.ts";
import { sageClient } from "../sage/client.ts";
import type { SageConfig } from "../sage/config.ts";
import { someTime } from "./journeys.ts";

export type TestNeeds = ReturnType<typeof needsOver>;

/** Secrets of one application; two processes that share a store share them. */
export const someKeys = () => ({ passcodeKey: randomBytes(32), encryptionKey: randomBytes(32) });

/** The real adapters over a store, with a clock that stands until a test moves it, and Sage where a test has put it. */
export function needsOver(database: Database, sage: SageConfig = {}, keys = someKeys()) {
  const { db } = database;
  let now = someTime;
  const clock = () => now;
  const cipher = cipherOf([{ id: "test", key: keys.encryptionKey }]);
  return {
    db,
    cipher,
    clock,
    passcodeKey: keys.passcodeKey,
    passcodeMinutes: 10,
    journeys: journeyStore(db, clock),
    connections: connectionStore(db, cipher),
    institutions: institutionStore(db),
    apiKeys: apiKeyStore(db, clock),
    registry: institutionRegistry(db),
    companies: companyStore(db, clock),
    companyConnections: companyConnectionStore(db, clock),
    accounts: accountStore(db, cipher, clock),
    repeats: repeatStore(db, cipher, clock),
    webhooks: webhookStore(db, cipher, clock),
    requestLimits: requestLimits(db, clock, { perDay: 1000, perMinute: 1000, key: keys.passcodeKey }),
    notifications: notificationStore(db, clock),
    limits: storedLimits(db, keys.passcodeKey),
    sage: sageClient(sage, { turn: async () => 0 }),
    setTime(time: Date) {
      now = time;
    },
    passMinutes(minutes: number) {
      now = new Date(now.getTime() + minutes * 60_000);
    },
  };
}
