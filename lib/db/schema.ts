import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { AccountInfo, AccountShape } from "../connection/account-details.ts";
import type { AccountType, ConnectionStatus, SourceAccountStatus } from "../connection/connection.ts";
import type { AccountChoice, CallToAction, Locale, Region } from "../institution/institution.ts";
import type { Consent, JourneyKind, JourneyState, LinkFailure, ReturnAddress } from "../journey/journey.ts";
import type { Grant } from "../journey/token.ts";

const at = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });
const createdAt = () => at("created_at").notNull().defaultNow();
const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => "bytea" });

export const institutions = pgTable("institutions", {
  id: uuid("id").primaryKey().defaultRandom(),
  name: text("name").notNull(),
  accentLight: text("accent_light").notNull(),
  accentDark: text("accent_dark").notNull(),
  logoType: text("logo_type").$type<"image/svg+xml" | "image/png">(),
  logo: bytes("logo"),
  brandVersion: text("brand_version").notNull(),
  accountChoice: text("account_choice").$type<AccountChoice>().notNull().default("one"),
  help: jsonb("help").$type<Partial<Record<Locale, string>>>().notNull().default({}),
  callToAction: jsonb("call_to_action").$type<Partial<Record<Locale, CallToAction>>>().notNull().default({}),
  passcodeMinutes: integer("passcode_minutes"),
  createdAt: createdAt(),
});

const institutionId = () =>
  uuid("institution_id")
    .notNull()
    .references(() => institutions.id, { onDelete: "cascade" });

export const banks = pgTable("banks", {
  /** Sage's bank id. */
  id: uuid("id").primaryKey(),
  institutionId: institutionId(),
  region: text("region").$type<Region>().notNull(),
  name: text("name").notNull(),
  createdAt: createdAt(),
});

export const apiKeys = pgTable("api_keys", {
  id: uuid("id").primaryKey().defaultRandom(),
  institutionId: institutionId(),
  hash: text("hash").notNull().unique(),
  prefix: text("prefix").notNull(),
  name: text("name").notNull().default(""),
  createdAt: createdAt(),
  /** To the minute: it is written once a minute at most. */
  lastUsedAt: at("last_used_at"),
  revokedAt: at("revoked_at"),
});

export const companies = pgTable(
  "companies",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    institutionId: institutionId(),
    name: text("name").notNull(),
    description: text("description"),
    tags: jsonb("tags").$type<Record<string, string>>().notNull().default({}),
    createdAt: createdAt(),
  },
  (t) => [index("companies_institution").on(t.institutionId, t.createdAt, t.id)],
);

export const connections = pgTable(
  "connections",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    institutionId: institutionId(),
    companyId: uuid("company_id")
      .notNull()
      .references(() => companies.id, { onDelete: "cascade" }),
    status: text("status").$type<ConnectionStatus>().notNull().default("PendingAuth"),
    createdAt: createdAt(),
  },
  (t) => [
    index("connections_company").on(t.companyId),
    index("connections_linked").on(t.institutionId, t.companyId).where(sql`status = 'Linked'`),
  ],
);

export const sourceAccounts = pgTable(
  "source_accounts",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    institutionId: institutionId(),
    connectionId: uuid("connection_id")
      .notNull()
      .references(() => connections.id, { onDelete: "cascade" }),
    externalId: text("external_id").notNull(),
    name: text("name").notNull(),
    type: text("type").$type<AccountType>().notNull(),
    /** Account number, branch code and routing codes as one sealed JSON text. */
    sealedNumbers: text("sealed_numbers").notNull(),
    lastFour: text("last_four").notNull(),
    currency: text("currency").notNull(),
    /** Which of the two wire shapes the institution sent, and what it calls the type there. */
    shape: text("shape").$type<AccountShape>().notNull().default("v2"),
    wireType: text("wire_type"),
    balance: numeric("balance").notNull().default("0"),
    info: jsonb("info").$type<AccountInfo>(),
    modifiedAt: at("modified_at"),
    status: text("status").$type<SourceAccountStatus>().notNull().default("pending"),
    sageBankAccountId: uuid("sage_bank_account_id").unique(),
    sageBankId: uuid("sage_bank_id"),
    feedStartDate: at("feed_start_date"),
    connectedAt: at("connected_at"),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("source_accounts_external").on(t.connectionId, t.externalId)],
);

export const passcodes = pgTable(
  "passcodes",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    institutionId: institutionId(),
    connectionId: uuid("connection_id")
      .notNull()
      .references(() => connections.id, { onDelete: "cascade" }),
    hash: text("hash").notNull(),
    failures: integer("failures").notNull().default(0),
    createdAt: createdAt(),
    expiresAt: at("expires_at").notNull(),
    redeemedAt: at("redeemed_at"),
    redeemedBy: uuid("redeemed_by"),
    revokedAt: at("revoked_at"),
  },
  (t) => [
    // At most one passcode of a connection is alive; two requests at once cannot leave two.
    uniqueIndex("passcodes_one_alive").on(t.connectionId).where(sql`revoked_at is null`),
  ],
);

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
    locale: text("locale").$type<Locale>(),
    connectionId: uuid("connection_id"),
    accountIds: jsonb("account_ids").$type<readonly string[]>().notNull().default([]),
    consent: jsonb("consent").$type<Consent>(),
    linkingSince: at("linking_since"),
    ambiguous: boolean("ambiguous").notNull().default(false),
    failure: text("failure").$type<LinkFailure>(),
    announcedAt: at("announced_at").notNull(),
    expiresAt: at("expires_at").notNull(),
    version: integer("version").notNull(),
  },
  (t) => [
    index("journeys_state_expiry").on(t.state, t.expiresAt),
    index("journeys_connection").on(t.connectionId),
    index("journeys_institution").on(t.institutionId, t.announcedAt),
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
  (t) => [index("journey_tokens_journey").on(t.journeyId)],
);

/** What happened, when, by whom; no secrets. Rows are only ever added. */
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
  (t) => [primaryKey({ columns: [t.type, t.resourceType, t.resourceId] })],
);

/** Counters of rate-limiter-flexible; its drizzle store expects these names. */
export const limits = pgTable("limits", {
  key: text("key").primaryKey(),
  points: integer("points").notNull(),
  expire: at("expire"),
});

/** The next moment at which Sage may be called, per region: one clock for all processes. */
export const pace = pgTable("pace", { name: text("name").primaryKey(), nextAt: at("next_at").notNull() });

/** First answers to requests with an Idempotency-Key, kept to be given again. The answer is sealed: it may hold a passcode. */
export const repeats = pgTable(
  "repeats",
  {
    institutionId: institutionId(),
    key: uuid("key").notNull(),
    /** Keyed hash of method, address and body: another request under the same key shows. */
    fingerprint: text("fingerprint").notNull(),
    /** Names the attempt that owns the row while it is in flight. */
    claim: uuid("claim").notNull(),
    status: integer("status"),
    sealedAnswer: text("sealed_answer"),
    /** In flight: when the attempt counts as dead. Answered: when the answer is forgotten. */
    expiresAt: at("expires_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.institutionId, t.key] }), index("repeats_expiry").on(t.expiresAt)],
);

/** Where an institution wants to be told of events. */
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
    createdAt: createdAt(),
  },
  (t) => [index("webhooks_institution").on(t.institutionId)],
);
