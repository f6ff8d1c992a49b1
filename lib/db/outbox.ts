import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { ListedCompany, ListedConnection } from "../company/company.ts";
import type { HeldAccount } from "../connection/account-details.ts";
import type { PushOperation } from "../feed/ports.ts";
import type { EventType } from "../institution/webhook.ts";
import { openAccount } from "./account-numbers.ts";
import type { Cipher } from "./cipher.ts";
import type { Db } from "./database.ts";
import {
  companies,
  connections,
  pushOperations,
  sourceAccounts,
  webhookDeliveries,
  webhookEvents,
  webhooks,
} from "./schema.ts";

/** What an event is about; what is named must still be there, so a removal is told before it is done. */
export type Subject = { companyId?: string; connectionId?: string; sourceAccountId?: string; pushId?: string };

/** What there was at the moment of an event. */
export type Snapshot = {
  company: Omit<ListedCompany, "connections">;
  connection: ListedConnection | null;
  account: HeldAccount | null;
  push: Push | null;
};
type Push = Pick<PushOperation, "id" | "status" | "requestedAt" | "completedAt">;

/** Writes an event into the transaction that causes it, so that neither is ever there without the other. */
export type Tell = (tx: Db, institutionId: string, type: EventType, subject: Subject) => Promise<void>;

export const tellNobody: Tell = async () => {};

/** Puts a delivery on the job queue, within a transaction. */
export type Enqueue = (tx: Db, delivery: QueuedDelivery) => Promise<void>;
export type QueuedDelivery = { id: string; institutionId: string; turn: number; afterSeconds: number };

/** The webhooks' outbox. An event that no webhook wants leaves no trace. */
export function outbox(
  cipher: Cipher,
  clock: () => Date,
  enqueue: Enqueue,
  payloadOf: (type: EventType, snapshot: Snapshot) => object,
): Tell {
  return async (tx, institutionId, type, subject) => {
    const wanting = await tx
      .select({ id: webhooks.id, companyTags: webhooks.companyTags })
      .from(webhooks)
      .where(
        and(
          eq(webhooks.institutionId, institutionId),
          eq(webhooks.disabled, false),
          sql`${webhooks.eventTypes} @> ${JSON.stringify([type])}::jsonb`,
        ),
      )
      // One that is being deleted is waited for: what caused the event must not fail with it.
      .for("key share");
    if (wanting.length === 0) return;
    const snapshot = await snapshotOf(tx, cipher, institutionId, subject);
    if (!snapshot) return;
    const fitting = wanting.filter(({ companyTags }) => fits(companyTags, snapshot.company.tags));
    if (fitting.length === 0) return;

    const [eventId, now] = [randomUUID(), clock()];
    const body = { id: eventId, eventType: type, generatedDate: now.toISOString(), payload: payloadOf(type, snapshot) };
    const connectionId = snapshot.connection?.id ?? null;
    const sealedBody = cipher.seal(JSON.stringify(body), eventId);
    await tx
      .insert(webhookEvents)
      .values({ id: eventId, institutionId, connectionId, type, sealedBody, createdAt: now });
    for (const { id: webhookId } of fitting) {
      const id = randomUUID();
      await tx
        .insert(webhookDeliveries)
        .values({ id, institutionId, webhookId, eventId, nextAttemptAt: now, createdAt: now });
      await enqueue(tx, { id, institutionId, turn: 0, afterSeconds: 0 });
    }
  };
}

/** A webhook without tags wants every company; one with tags those that carry one of them. */
const fits = (wanted: readonly string[], tags: Record<string, string>) =>
  wanted.length === 0 || wanted.some((tag) => Object.entries(tags).some(([name, value]) => `${name}:${value}` === tag));

async function snapshotOf(tx: Db, cipher: Cipher, institutionId: string, subject: Subject): Promise<Snapshot | null> {
  const [account] = subject.sourceAccountId
    ? await tx.select().from(sourceAccounts).where(eq(sourceAccounts.id, subject.sourceAccountId))
    : [];
  const [push] = subject.pushId
    ? await tx.select().from(pushOperations).where(eq(pushOperations.id, subject.pushId))
    : [];
  const connectionId = subject.connectionId ?? account?.connectionId ?? push?.connectionId;
  const [connection] = connectionId ? await tx.select().from(connections).where(eq(connections.id, connectionId)) : [];
  const companyId = subject.companyId ?? connection?.companyId;
  const [company] = companyId
    ? await tx
        .select()
        .from(companies)
        .where(and(eq(companies.id, companyId), eq(companies.institutionId, institutionId)))
    : [];
  if (!company) return null;
  return {
    company,
    connection: connection ?? null,
    account: account ? openAccount(cipher, account) : null,
    push: push ?? null,
  };
}
