import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { NotificationStore } from "../../journey/ports.ts";
import { notifications } from "../schema.ts";
import type { Db } from "../store/database.ts";

const BankId = z.guid().toLowerCase().nullable().catch(null);

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

    async ofAuthorisation(authorisationId) {
      const { type, resourceType, resourceId, additionalData, receivedAt } = notifications;
      const its = and(
        eq(type, "resourceCreated"),
        eq(resourceType, "authorisation"),
        eq(resourceId, authorisationId.toLowerCase()),
      );
      const [row] = await db.select({ additionalData, receivedAt }).from(notifications).where(its);
      return row ? { bankId: BankId.parse(row.additionalData.bankId ?? null), receivedAt: row.receivedAt } : null;
    },
  };
}
