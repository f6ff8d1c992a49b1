import { sql } from "drizzle-orm";
import type { Db } from "./database.ts";
import { notifications } from "./schema.ts";

export type RecordedNotification = {
  type: string;
  resourceType: string;
  resourceId: string;
  additionalData: Record<string, unknown>;
};

export interface NotificationStore {
  /** Keeps a notification as it came; a repeat (same type, resource type and resource id) only counts. */
  record(notification: RecordedNotification): Promise<void>;
}

/** Sage's notifications in the database. */
export function notificationStore(db: Db, clock: () => Date): NotificationStore {
  return {
    async record(notification) {
      await db
        .insert(notifications)
        .values({ ...notification, receivedAt: clock() })
        .onConflictDoUpdate({
          target: [notifications.type, notifications.resourceType, notifications.resourceId],
          set: { times: sql`${notifications.times} + 1` },
        });
    },
  };
}
