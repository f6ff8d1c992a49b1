import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { ListedCompany, ListedConnection } from "../../company/company.ts";
import type { HeldAccount } from "../../connection/account-details.ts";
import type { ToldPush } from "../../feed/ports.ts";
import { isInSage } from "../../feed/push-outcome.ts";
import type { EventType } from "../../institution/webhook.ts";
import { openAccount } from "../connection/account-numbers.ts";
import { itsFeed, linesNow } from "../feed/lines-now.ts";
import { pushReason } from "../feed/reasons.ts";
import {
  companies,
  connections,
  feeds,
  pushOperations,
  sourceAccounts,
  webhookDeliveries,
  webhookEvents,
  webhooks,
} from "../schema.ts";
import type { Cipher } from "../store/cipher.ts";
import type { Db } from "../store/database.ts";
import { connectionColumns } from "../store/listing-fields.ts";
import { isConnected, isSentTo } from "../store/predicates.ts";

/** The subject of an event. It must still exist, so a removal's event is written before the removal. */
export type Subject = { companyId?: string; connectionId?: string; sourceAccountId?: string; pushId?: string };

/** The state at the moment of an event. */
export type Snapshot = {
  company: Omit<ListedCompany, "connections">;
  connection: ListedConnection | null;
  account: HeldAccount | null;
  push: ToldPush | null;
};

/** Writes an event into the transaction that causes it, so that neither is ever there without the other. */
export type Tell = (tx: Db, institutionId: string, type: EventType, subject: Subject) => Promise<void>;

export const tellNobody: Tell = async () => {};

/**
 * Writes an event for each connected account of a connection that is unlinked or linked again. An account with its own
 * event is left out.
 */
export async function tellOfAccounts(
  tx: Db,
  tell: Tell,
  what: "connected" | "disconnected",
  { institutionId, connectionId }: { institutionId: string; connectionId: string },
  but: string | null = null,
) {
  const its = and(eq(sourceAccounts.connectionId, connectionId), isConnected);
  const accounts = await tx.select({ id: sourceAccounts.id }).from(sourceAccounts).where(its);
  for (const { id } of accounts)
    if (id !== but) await tell(tx, institutionId, `bankFeeds.sourceAccount.${what}`, { sourceAccountId: id });
}

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
          isSentTo,
          sql`${webhooks.eventTypes} @> ${JSON.stringify([type])}::jsonb`,
        ),
      )
      // Waits for a webhook that is being deleted: the cause of the event must not fail with it.
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

type Pushed = { push: typeof pushOperations.$inferSelect } & Pick<ToldPush, "accountId" | "now">;
const toldOf = ({ push, ...beside }: Pushed): ToldPush => ({
  ...push,
  ...beside,
  reason: pushReason(push),
  isInSage: isInSage(push.status, push.completedAt),
});

async function snapshotOf(tx: Db, cipher: Cipher, institutionId: string, subject: Subject): Promise<Snapshot | null> {
  const [account] = subject.sourceAccountId
    ? await tx.select().from(sourceAccounts).where(eq(sourceAccounts.id, subject.sourceAccountId))
    : [];
  const [pushed] = subject.pushId
    ? await tx
        .select({ push: pushOperations, accountId: sourceAccounts.externalId, now: linesNow })
        .from(pushOperations)
        .innerJoin(sourceAccounts, eq(sourceAccounts.id, pushOperations.sourceAccountId))
        .leftJoin(feeds, itsFeed)
        .where(eq(pushOperations.id, subject.pushId))
    : [];
  const connectionId = subject.connectionId ?? account?.connectionId ?? pushed?.push.connectionId;
  const [connection] = connectionId
    ? await tx.select(connectionColumns).from(connections).where(eq(connections.id, connectionId))
    : [];
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
    account: account ? openAccount(cipher, account, connection?.status ?? null) : null,
    push: pushed ? toldOf(pushed) : null,
  };
}
