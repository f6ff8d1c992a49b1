import { and, count, desc, eq, inArray, sql } from "drizzle-orm";
import {
  type Attempt,
  type DeliveryStore,
  GIVEN_UP,
  isSentTo,
  sentAgain,
  settlementOf,
  turnOf,
} from "../../institution/delivery.ts";
import { webhookAttempts, webhookDeliveries, webhookEvents, webhooks } from "../schema.ts";
import type { Cipher } from "../store/cipher.ts";
import type { Db } from "../store/database.ts";
import { isLostDelivery } from "../store/predicates.ts";
import type { Enqueue } from "./outbox.ts";

/** Deliveries in the database; each next attempt is put on the job queue in the transaction that decides on it. */
export function deliveryStore(db: Db, cipher: Cipher, clock: () => Date, enqueue: Enqueue): DeliveryStore {
  const own = (institutionId: string, webhookId: string) =>
    and(eq(webhooks.id, webhookId), eq(webhooks.institutionId, institutionId));

  async function attemptsOf(deliveryIds: readonly string[]) {
    if (deliveryIds.length === 0) return new Map<string, Attempt[]>();
    const rows = await db
      .select()
      .from(webhookAttempts)
      .where(inArray(webhookAttempts.deliveryId, [...deliveryIds]))
      .orderBy(webhookAttempts.id);
    return Map.groupBy(rows, ({ deliveryId }) => deliveryId);
  }

  return {
    async due(deliveryId, turn) {
      const [row] = await db
        .select({ delivery: webhookDeliveries, webhook: webhooks, body: webhookEvents.sealedBody })
        .from(webhookDeliveries)
        .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
        .innerJoin(webhookEvents, eq(webhookEvents.id, webhookDeliveries.eventId))
        .where(eq(webhookDeliveries.id, deliveryId));
      if (!row) return null;
      const { delivery, webhook, body } = row;
      const what = turnOf(delivery, webhook, turn);
      if (what === "give-up")
        await db.update(webhookDeliveries).set(GIVEN_UP).where(eq(webhookDeliveries.id, deliveryId));
      if (what !== "send") return null;
      return {
        id: delivery.id,
        webhookId: webhook.id,
        url: webhook.url,
        secret: cipher.open(webhook.sealedSecret, webhook.id),
        eventId: delivery.eventId,
        body: cipher.open(body, delivery.eventId),
        failures: delivery.failures,
        turn,
        pausedUntil: webhook.pausedUntil,
      };
    },

    recordOutcome: (due, outcome, startedAt) =>
      db.transaction(async (tx) => {
        const its = eq(webhooks.id, due.webhookId);
        const [webhook] = await tx
          .select({ failingSince: webhooks.failingSince, institutionId: webhooks.institutionId })
          .from(webhooks)
          .where(its)
          .for("update");
        if (!webhook) return;
        const {
          attempt,
          status,
          failures,
          nextAttemptAt,
          waitMs,
          webhook: health,
        } = settlementOf({ failures: due.failures, failingSince: webhook.failingSince }, outcome, startedAt, clock());
        const settled = await tx
          .update(webhookDeliveries)
          .set({ status, failures, nextAttemptAt, turn: due.turn + 1 })
          .where(and(eq(webhookDeliveries.id, due.id), eq(webhookDeliveries.turn, due.turn)))
          .returning({ id: webhookDeliveries.id });
        // The delivery was deleted with its webhook, or sent once more by hand: the later attempt decides.
        if (settled.length === 0) return;
        await tx.insert(webhookAttempts).values({ deliveryId: due.id, ...attempt });
        await tx.update(webhooks).set(health).where(its);
        if (waitMs === null) return;
        const { institutionId } = webhook;
        await enqueue(tx, { id: due.id, institutionId, turn: due.turn + 1, afterSeconds: waitMs / 1000 });
      }),

    postpone: (due, until) =>
      db.transaction(async (tx) => {
        const [row] = await tx
          .update(webhookDeliveries)
          .set({ nextAttemptAt: until, turn: due.turn + 1 })
          .where(and(eq(webhookDeliveries.id, due.id), eq(webhookDeliveries.turn, due.turn)))
          .returning({ institutionId: webhookDeliveries.institutionId });
        const afterSeconds = Math.max(1, Math.ceil((until.getTime() - clock().getTime()) / 1000));
        if (row) await enqueue(tx, { id: due.id, institutionId: row.institutionId, turn: due.turn + 1, afterSeconds });
      }),

    async revive(before, limit) {
      const lost = await db
        .select({ id: webhookDeliveries.id, institutionId: webhookDeliveries.institutionId })
        .from(webhookDeliveries)
        .where(isLostDelivery(before))
        .limit(limit);
      for (const { id, institutionId } of lost)
        await db.transaction(async (tx) => {
          const still = and(eq(webhookDeliveries.id, id), isLostDelivery(before));
          const [taken] = await tx
            .update(webhookDeliveries)
            .set({ turn: sql`${webhookDeliveries.turn} + 1`, nextAttemptAt: clock() })
            .where(still)
            .returning({ turn: webhookDeliveries.turn });
          if (taken) await enqueue(tx, { id, institutionId, turn: taken.turn, afterSeconds: 0 });
        });
      return lost.length;
    },

    async log(institutionId, webhookId, { page, pageSize }) {
      const [webhook] = await db.select({ id: webhooks.id }).from(webhooks).where(own(institutionId, webhookId));
      if (!webhook) return null;
      const its = eq(webhookDeliveries.webhookId, webhookId);
      const [rows, [total]] = await Promise.all([
        db
          .select({
            id: webhookDeliveries.id,
            eventType: webhookEvents.type,
            status: webhookDeliveries.status,
            createdAt: webhookDeliveries.createdAt,
            nextAttemptAt: webhookDeliveries.nextAttemptAt,
          })
          .from(webhookDeliveries)
          .innerJoin(webhookEvents, eq(webhookEvents.id, webhookDeliveries.eventId))
          .where(its)
          .orderBy(desc(webhookDeliveries.createdAt), desc(webhookDeliveries.id))
          .limit(pageSize)
          .offset((page - 1) * pageSize),
        db.select({ of: count() }).from(webhookDeliveries).where(its),
      ]);
      const attempts = await attemptsOf(rows.map(({ id }) => id));
      return { results: rows.map((row) => ({ ...row, attempts: attempts.get(row.id) ?? [] })), total: total?.of ?? 0 };
    },

    replay: (institutionId, webhookId, deliveryId) =>
      db.transaction(async (tx) => {
        const one = and(
          eq(webhookDeliveries.id, deliveryId),
          eq(webhookDeliveries.webhookId, webhookId),
          eq(webhookDeliveries.institutionId, institutionId),
        );
        const [webhook] = await tx
          .select({ disabled: webhooks.disabled })
          .from(webhooks)
          .where(own(institutionId, webhookId))
          .for("key share");
        if (!webhook) return "unknown";
        const [there] = await tx.select({ id: webhookDeliveries.id }).from(webhookDeliveries).where(one);
        if (there && !isSentTo(webhook)) return "disabled";
        const [found] = await tx
          .update(webhookDeliveries)
          .set({ ...sentAgain(clock()), turn: sql`${webhookDeliveries.turn} + 1` })
          .where(one)
          .returning({ turn: webhookDeliveries.turn });
        if (found) await enqueue(tx, { id: deliveryId, institutionId, turn: found.turn, afterSeconds: 0 });
        return found ? "sent" : "unknown";
      }),
  };
}
