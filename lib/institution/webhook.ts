import { randomBytes, randomUUID } from "node:crypto";
import { ok, type Result, refuse } from "../result.ts";

/** Every event that an institution can receive. */
export const EVENT_TYPES = [
  "bankFeeds.sourceAccount.connected",
  "bankFeeds.sourceAccount.disconnected",
  "bankTransactions.write.successful",
  "bankTransactions.write.unsuccessful",
  "client.rateLimit.reached",
  "client.rateLimit.reset",
  "company.created",
  "company.deleted",
  "connection.connected",
  "connection.created",
  "connection.deleted",
  "connection.disconnected",
  "connection.failed",
  "connection.reconnected",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** The application disabled it; an institution that disables its own webhook gives no reason. */
export type DisabledReason = "failing-for-five-days";

export const MAX_WEBHOOKS = 50;

/** Where an institution gets its events: which ones, and for which companies, all or those with one of the tags. */
export type Webhook = {
  id: string;
  url: string;
  disabled: boolean;
  eventTypes: readonly EventType[];
  companyTags: readonly string[];
  /** Why it is disabled, when the institution did not do so itself. */
  disabledReason: DisabledReason | null;
};

export interface WebhookStore {
  webhooks(institutionId: string): Promise<Webhook[]>;
  /** Null when the institution has none of that id. */
  webhook(institutionId: string, webhookId: string): Promise<Webhook | null>;
  /** False when the institution has as many as it may. */
  add(institutionId: string, webhook: Webhook, secret: string): Promise<boolean>;
  remove(institutionId: string, webhookId: string): Promise<boolean>;
  /** Switches a webhook on or off; on, its failures are forgotten. Null when the institution has none of that id. */
  switch(institutionId: string, webhookId: string, disabled: boolean): Promise<Webhook | null>;
}

/**
 * Registers a webhook with a signing secret of its own, in the form that verifying libraries expect. This answer alone
 * shows the secret.
 */
export async function registerWebhook(
  { webhooks }: { webhooks: WebhookStore },
  institutionId: string,
  wanted: Omit<Webhook, "id" | "disabledReason"> & { id?: string },
): Promise<Result<Webhook & { secret: string }, "too-many-webhooks">> {
  const webhook = { id: randomUUID(), ...wanted, disabledReason: null };
  const secret = `whsec_${randomBytes(32).toString("base64")}`;
  return (await webhooks.add(institutionId, webhook, secret))
    ? ok({ ...webhook, secret })
    : refuse("too-many-webhooks");
}
