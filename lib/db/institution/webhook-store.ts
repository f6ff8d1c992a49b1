import { and, eq } from "drizzle-orm";
import { type EventType, MAX_WEBHOOKS, type WebhookStore } from "../../institution/webhook.ts";
import { institutions, webhooks } from "../schema.ts";
import type { Cipher } from "../store/cipher.ts";
import type { Db } from "../store/database.ts";

/** Webhooks in the database; their secrets are sealed. */
export function webhookStore(db: Db, cipher: Cipher, clock: () => Date): WebhookStore {
  const visible = {
    id: webhooks.id,
    url: webhooks.url,
    disabled: webhooks.disabled,
    disabledReason: webhooks.disabledReason,
    eventTypes: webhooks.eventTypes,
    companyTags: webhooks.companyTags,
  };
  const asWebhook = <R extends { eventTypes: readonly string[] }>(row: R) => ({
    ...row,
    eventTypes: row.eventTypes as readonly EventType[],
  });

  return {
    async webhooks(institutionId) {
      const rows = await db
        .select(visible)
        .from(webhooks)
        .where(eq(webhooks.institutionId, institutionId))
        .orderBy(webhooks.createdAt, webhooks.id);
      return rows.map(asWebhook);
    },

    async webhook(institutionId, webhookId) {
      const own = and(eq(webhooks.id, webhookId), eq(webhooks.institutionId, institutionId));
      const [row] = await db.select(visible).from(webhooks).where(own);
      return row ? asWebhook(row) : null;
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

    async switch(institutionId, webhookId, disabled) {
      const [row] = await db
        .update(webhooks)
        .set({ disabled, disabledReason: null, failingSince: null, pausedUntil: null })
        .where(and(eq(webhooks.id, webhookId), eq(webhooks.institutionId, institutionId)))
        .returning(visible);
      return row ? asWebhook(row) : null;
    },

    async remove(institutionId, webhookId) {
      const own = and(eq(webhooks.id, webhookId), eq(webhooks.institutionId, institutionId));
      return (await db.delete(webhooks).where(own).returning({ id: webhooks.id })).length > 0;
    },
  };
}
