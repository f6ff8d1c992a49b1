import { sql } from "drizzle-orm";
import { bigserial, boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { DeliveryError, DeliveryStatus } from "../../institution/delivery.ts";
import type { DisabledReason, EventType } from "../../institution/webhook.ts";
import { at, createdAt } from "./columns.ts";
import { institutionId } from "./institutions.ts";

/** The addresses to which an institution's events are sent. */
export const webhooks = pgTable(
  "webhooks",
  {
    id: uuid("id").primaryKey(),
    institutionId: institutionId(),
    url: text("url").notNull(),
    disabled: boolean("disabled").notNull(),
    eventTypes: jsonb("event_types").$type<readonly string[]>().notNull(),
    companyTags: jsonb("company_tags").$type<readonly string[]>().notNull(),
    /** Signs what is delivered; sealed. */
    sealedSecret: text("sealed_secret").notNull(),
    /** Since when nothing that was sent there has arrived; null while it works. */
    failingSince: at("failing_since"),
    /** A webhook that hangs is left alone until then, so its deliveries do not delay others. */
    pausedUntil: at("paused_until"),
    disabledReason: text("disabled_reason").$type<DisabledReason>(),
    createdAt: createdAt(),
  },
  (t) => [index("webhooks_institution").on(t.institutionId)],
);

/** Events as they were then, for the webhooks that wanted to know. */
export const webhookEvents = pgTable(
  "webhook_events",
  {
    id: uuid("id").primaryKey(),
    institutionId: institutionId(),
    type: text("type").$type<EventType>().notNull(),
    /** Null for events of a whole company, and those from before this was kept. */
    connectionId: uuid("connection_id"),
    /** May hold account numbers; sealed. */
    sealedBody: text("sealed_body").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index("webhook_events_created").on(t.createdAt),
    index("webhook_events_connection").on(t.connectionId, t.createdAt),
  ],
);

/** One event on its way to one webhook. */
export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    id: uuid("id").primaryKey(),
    institutionId: institutionId(),
    webhookId: uuid("webhook_id")
      .notNull()
      .references(() => webhooks.id, { onDelete: "cascade" }),
    eventId: uuid("event_id")
      .notNull()
      .references(() => webhookEvents.id, { onDelete: "cascade" }),
    status: text("status").$type<DeliveryStatus>().notNull().default("pending"),
    /** How many attempts of the current round have failed. */
    failures: integer("failures").notNull().default(0),
    nextAttemptAt: at("next_attempt_at"),
    /** Counts the decisions; a job of an earlier attempt does nothing. */
    turn: integer("turn").notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("webhook_deliveries_once").on(t.webhookId, t.eventId),
    // An event that goes takes its deliveries with it.
    index("webhook_deliveries_event").on(t.eventId),
    index("webhook_deliveries_webhook").on(t.webhookId, t.createdAt, t.id),
    index("webhook_deliveries_pending").on(t.nextAttemptAt).where(sql`status = 'pending'`),
  ],
);

export const webhookAttempts = pgTable(
  "webhook_attempts",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    deliveryId: uuid("delivery_id")
      .notNull()
      .references(() => webhookDeliveries.id, { onDelete: "cascade" }),
    at: at("at").notNull(),
    statusCode: integer("status_code"),
    error: text("error").$type<DeliveryError>(),
    milliseconds: integer("milliseconds").notNull(),
  },
  (t) => [index("webhook_attempts_delivery").on(t.deliveryId, t.id)],
);
