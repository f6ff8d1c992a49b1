import { createHash, randomBytes } from "node:crypto";
import { adaptersOver } from "../lib/adapters.ts";
import type { EnqueuePosting } from "../lib/db/feed/parts.ts";
import type { Enqueue } from "../lib/db/institution/outbox.ts";
import type { Database } from "../lib/db/store/database.ts";
import { eventPoster } from "../lib/jobs/post-event.ts";
import { argonPasswords } from "../lib/passwords.ts";
import { sageClient } from "../lib/sage/client.ts";
import type { SageConfig } from "../lib/sage/config.ts";
import { atOnce } from "./fair-queue.ts";
import { someTime } from "./journeys.ts";

export type TestNeeds = ReturnType<typeof needsOver>;

type Keys = { passcodeKey: Uint8Array; encryptionKey: Buffer };

/** Secrets of one application; two processes that share a store share them. */
export const someKeys = (): Keys => ({ passcodeKey: randomBytes(32), encryptionKey: randomBytes(32) });

/** The product's adapters over a store. The clock stands until a test moves it, and Sage is where a test has put it. */
export function needsOver(
  database: Database,
  sage: SageConfig = {},
  keys = someKeys(),
  enqueueDelivery: Enqueue = async () => {},
  enqueuePosting: EnqueuePosting = async () => {},
) {
  let now = someTime;
  const { passcodeKey } = keys;
  const adapters = adaptersOver(database, {
    clock: () => now,
    encryptionKeys: [{ id: "test", key: keys.encryptionKey }],
    passcodeKey,
    limitKey: passcodeKey,
    publicUrl: "https://connect.example.com",
    requests: { perDay: 1000, perMinute: 1000 },
    retentionDays: 400,
    enqueueDelivery,
    enqueuePosting,
  });
  const { reach } = adapters;
  const client = sageClient(sage, {
    turns: () => atOnce,
    clock: () => now,
    heard: (region, event) => void reach.heard(region, event).catch(() => {}),
  });
  return {
    ...adapters,
    db: database.db,
    passcodeMinutes: 10,
    previewKey: passcodeKey,
    apiKeyKey: passcodeKey,
    linkKey: passcodeKey,
    visitorHash: (address: string) => createHash("sha256").update(address).digest("base64url"),
    passwords: argonPasswords(),
    postEvent: eventPoster({ publicOnly: false }),
    sage: client,
    sageBanks: client,
    setTime(time: Date) {
      now = time;
    },
    passMinutes(minutes: number) {
      now = new Date(now.getTime() + minutes * 60_000);
    },
  };
}
