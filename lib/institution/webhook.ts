import { randomBytes, randomUUID } from "node:crypto";
import { ok, type Result, refuse } from "../result.ts";

/** Everything that an institution can be told of. */
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

export const MAX_WEBHOOKS = 50;

/** Where an institution wants to be told of which events, and of which companies: those with one of the tags, or all. */
export type Webhook = {
  id: string;
  url: string;
  disabled: boolean;
  eventTypes: readonly EventType[];
  companyTags: readonly string[];
};

export interface WebhookStore {
  webhooks(institutionId: string): Promise<Webhook[]>;
  /** False when the institution has as many as it may. */
  add(institutionId: string, webhook: Webhook, secret: string): Promise<boolean>;
  remove(institutionId: string, webhookId: string): Promise<boolean>;
}

/** Registers a webhook with a signing secret of its own, in the form that verifying libraries expect. */
export async function registerWebhook(
  { webhooks }: { webhooks: WebhookStore },
  institutionId: string,
  wanted: Omit<Webhook, "id">,
): Promise<Result<Webhook, "too-many-webhooks">> {
  const webhook = { ...wanted, id: randomUUID() };
  const secret = `whsec_${randomBytes(32).toString("base64")}`;
  return (await webhooks.add(institutionId, webhook, secret)) ? ok(webhook) : refuse("too-many-webhooks");
}
