import { sql } from "drizzle-orm";
import { bigserial, boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { SageAnswer } from "../../connection/sage-answer.ts";
import type { Locale, Region } from "../../institution/institution.ts";
import type { Consent, JourneyKind, JourneyState, LinkFailure, ReturnAddress } from "../../journey/journey.ts";
import type { PageSnapshot } from "../../journey/page-snapshot.ts";
import type { Grant } from "../../journey/token.ts";
import { at, createdAt } from "./columns.ts";
import { institutions } from "./institutions.ts";

/** One row per authorisation that Sage announced, and the journey that grew from it. */
export const journeys = pgTable(
  "journeys",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    authorisationId: uuid("authorisation_id").notNull().unique(),
    supportCode: text("support_code").notNull().unique(),
    state: text("state").$type<JourneyState>().notNull(),
    kind: text("kind").$type<JourneyKind>().notNull(),
    /** Null until Sage's link was opened: a notification may come without a bank. */
    institutionId: uuid("institution_id").references(() => institutions.id, { onDelete: "cascade" }),
    bankId: uuid("bank_id"),
    region: text("region").$type<Region>(),
    returnAddress: jsonb("return_address").$type<ReturnAddress>(),
    /** Where in Sage its user came from: the nearest to a product that Sage lets us know. */
    returnHost: text("return_host").generatedAlwaysAs(
      sql`lower(substring(return_address->>'redirectUri' from '(?i)^https?://(\\[[^]]*\\]|[^/:?#]+)'))`,
    ),
    locale: text("locale").$type<Locale>(),
    connectionId: uuid("connection_id"),
    accountIds: jsonb("account_ids").$type<readonly string[]>().notNull().default([]),
    consent: jsonb("consent").$type<Consent>(),
    linkingSince: at("linking_since"),
    ambiguous: boolean("ambiguous").notNull().default(false),
    failure: text("failure").$type<LinkFailure>(),
    /** Sage's answer to the last attempt that did not link; null once one has. */
    sageAnswer: jsonb("sage_answer").$type<SageAnswer>(),
    announcedAt: at("announced_at").notNull(),
    expiresAt: at("expires_at").notNull(),
    version: integer("version").notNull(),
    /** When what was personal in it was taken away. */
    erasedAt: at("erased_at"),
    // When it first reached each step. The overview counts these without reading every timeline.
    openedAt: at("opened_at"),
    identifiedAt: at("identified_at"),
    chosenAt: at("chosen_at"),
    confirmedAt: at("confirmed_at"),
    linkedAt: at("linked_at"),
    connectedAt: at("connected_at"),
  },
  (t) => [
    index("journeys_to_erase").on(t.expiresAt).where(sql`erased_at is null`),
    index("journeys_state_expiry").on(t.state, t.expiresAt),
    index("journeys_connection").on(t.connectionId),
    // They hold all columns that the console's lists filter by, so other rows cost no look at the table.
    index("journeys_institution").on(t.institutionId, t.announcedAt, t.id, t.state, t.region, t.locale, t.returnHost),
    index("journeys_announced").on(t.announcedAt, t.id, t.institutionId, t.state, t.region, t.locale, t.returnHost),
    index("journeys_untouched").on(t.expiresAt).where(sql`return_address is null and connection_id is null`),
  ],
);

export const journeyTokens = pgTable(
  "journey_tokens",
  {
    hash: text("hash").primaryKey(),
    journeyId: uuid("journey_id")
      .notNull()
      .references(() => journeys.id, { onDelete: "cascade" }),
    grants: text("grants").$type<Grant>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("journey_tokens_journey").on(t.journeyId), index("journey_tokens_created").on(t.createdAt)],
);

/** The timeline: each event with its time and actor; no secrets. Rows are only added; maintenance erases Sage's words in them. */
export const events = pgTable(
  "events",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    at: at("at").notNull(),
    type: text("type").notNull(),
    actor: text("actor").notNull(),
    institutionId: uuid("institution_id"),
    journeyId: uuid("journey_id"),
    connectionId: uuid("connection_id"),
    supportCode: text("support_code"),
    detail: jsonb("detail").$type<Record<string, unknown>>().notNull().default({}),
  },
  (t) => [
    index("events_journey").on(t.journeyId, t.id),
    index("events_connection").on(t.connectionId, t.id),
    index("events_support_code").on(t.supportCode),
    index("events_troubles")
      .on(t.at, t.journeyId)
      .where(sql`type in ('passcode-refused', 'passcode-expired', 'passcode-blocked', 'link-failed', 'sage-not-told')`),
    index("events_refused").on(t.at).where(sql`type = 'arrival-refused'`),
  ],
);

/** Sage's notifications as they came, once each: they repeat and have no id of their own. */
export const notifications = pgTable(
  "notifications",
  {
    type: text("type").notNull(),
    resourceType: text("resource_type").notNull(),
    resourceId: text("resource_id").notNull(),
    additionalData: jsonb("additional_data").$type<Record<string, unknown>>().notNull().default({}),
    receivedAt: at("received_at").notNull(),
    times: integer("times").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.type, t.resourceType, t.resourceId] }),
    index("notifications_received").on(t.receivedAt),
  ],
);

/** The pages that a journey's user saw, masked; the console shows them from here. */
export const journeyViews = pgTable(
  "journey_views",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    journeyId: uuid("journey_id")
      .notNull()
      .references(() => journeys.id, { onDelete: "cascade" }),
    at: at("at").notNull(),
    page: text("page").notNull(),
    locale: text("locale").$type<Locale>().notNull(),
    brandVersion: text("brand_version").notNull(),
    seen: jsonb("seen").$type<PageSnapshot>().notNull(),
  },
  (t) => [index("journey_views_journey").on(t.journeyId, t.id)],
);
