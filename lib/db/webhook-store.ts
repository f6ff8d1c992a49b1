import { and, eq } from "drizzle-orm";
import { type EventType, MAX_WEBHOOKS, type WebhookStore } from "../institution/webhook.ts";
import type { Cipher } from "./cipher.ts";
import type { Db } from "./database.ts";
import { institutions, webhooks } from "./schema.ts";

/** Webhooks in the database; their secrets are sealed. */
export function webhookStore(db: Db, cipher: Cipher, clock: () => Date): WebhookStore {
  return {
    async webhooks(institutionId) {
      const rows = await db
        .select({
          id: webhooks.id,
          url: webhooks.url,
          disabled: webhooks.disabled,
          eventTypes: webhooks.eventTypes,
          companyTags: webhooks.companyTags,
        })
        .from(webhooks)
        .where(eq(webhooks.institutionId, institutionId))
        .orderBy(webhooks.createdAt, webhooks.id);
      return rows.map((row) => ({ ...row, eventTypes: row.eventTypes as readonly EventType[] }));
    },

    add: (institutionId, webhook, secret) =>
      db.transaction(async (tx) => {
        // The institution's row is the queue: two at once cannot both be the last.
        const own = eq(institutions.id, institutionId);
        await tx.select({ id: institutions.id }).from(institutions).where(own).for("update");
        if ((await tx.$count(webhooks, eq(webhooks.institutionId, institutionId))) >= MAX_WEBHOOKS) return false;
        const sealedSecret = cipher.seal(secret, webhook.id);
        await tx.insert(webhooks).values({ ...webhook, institutionId, sealedSecret, createdAt: clock() });
        return true;
      }),

    async remove(institutionId, webhookId) {
      const own = and(eq(webhooks.id, webhookId), eq(webhooks.institutionId, institutionId));
      return (await db.delete(webhooks).where(own).returning({ id: webhooks.id })).length > 0;
    },
  };
}
