import { sql } from "drizzle-orm";
import {
  bigint,
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
import type { Role } from "../console/person.ts";
import type { LineType } from "../feed/bank-line.ts";
import type { Remark } from "../feed/judge-push.ts";
import type { PushStatus } from "../feed/ports.ts";
import type { Reauthorisation } from "../feed/reauthorisation.ts";
import type { StatementKind } from "../feed/statement.ts";
import type { BrandingContent } from "../institution/branding.ts";
import type { DeliveryError, DeliveryStatus } from "../institution/delivery.ts";
import type { AccountChoice, CallToAction, Locale, Region } from "../institution/institution.ts";
import type { DisabledReason, EventType } from "../institution/webhook.ts";
import type { Consent, JourneyKind, JourneyState, LinkFailure, ReturnAddress } from "../journey/journey.ts";
import type { SeenPage } from "../journey/seen-page.ts";
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
  /** Of all drafts that ever were: a revision is never given twice. */
  brandRevision: integer("brand_revision").notNull().default(0),
  accountChoice: text("account_choice").$type<AccountChoice>().notNull().default("one"),
  help: jsonb("help").$type<Partial<Record<Locale, string>>>().notNull().default({}),
  callToAction: jsonb("call_to_action").$type<Partial<Record<Locale, CallToAction>>>().notNull().default({}),
  passcodeMinutes: integer("passcode_minutes"),
  /** Where users are handed to when the institution's own web app signs them in; null: they type a one-time password. */
  authorizationRedirectUrl: text("authorization_redirect_url"),
  /** Whose pages may show the link page in a frame. */
  linkOrigins: jsonb("link_origins").$type<readonly string[]>().notNull().default([]),
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
  /** What Sage needs beside the id to change or remove an entry; null: it was not registered from here. */
  externalRef: text("external_ref"),
  countryCode: text("country_code"),
  /** Since when Sage shows it to nobody; what was connected through it goes on. */
  removedAt: at("removed_at"),
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
  (t) => [
    index("companies_institution").on(t.institutionId, t.createdAt, t.id),
    index("companies_words").using("gin", sql`to_tsvector('simple', ${t.name})`),
  ],
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
    index("connections_created").on(t.createdAt, t.id),
    index("connections_institution").on(t.institutionId, t.createdAt, t.id),
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
    /** When Sage was last told of it among the accounts beside a linked one: it may be linked from then on. */
    offeredAt: at("offered_at"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("source_accounts_external").on(t.connectionId, t.externalId),
    index("source_accounts_last_four").on(t.lastFour),
    index("source_accounts_offered").on(t.offeredAt).where(sql`offered_at is not null`),
  ],
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
    index("passcodes_connection").on(t.connectionId, t.createdAt),
    // At most one passcode of a connection is alive; two requests at once cannot leave two.
    uniqueIndex("passcodes_one_alive").on(t.connectionId).where(sql`revoked_at is null`),
  ],
);

/** What institutions pushed, and what became of it. */
export const pushOperations = pgTable(
  "push_operations",
  {
    id: uuid("id").primaryKey(),
    institutionId: institutionId(),
    companyId: uuid("company_id").notNull(),
    connectionId: uuid("connection_id").notNull(),
    sourceAccountId: uuid("source_account_id")
      .notNull()
      .references(() => sourceAccounts.id, { onDelete: "cascade" }),
    status: text("status").$type<PushStatus>().notNull(),
    requestedAt: at("requested_at").notNull(),
    completedAt: at("completed_at"),
    timeoutMinutes: integer("timeout_minutes"),
    timesOutAt: at("times_out_at"),
    errorMessage: text("error_message"),
    errors: jsonb("errors").$type<readonly Remark[]>().notNull().default([]),
    warnings: jsonb("warnings").$type<readonly Remark[]>().notNull().default([]),
    lines: integer("lines").notNull(),
    /** The last of its lines that Sage is to have. */
    lastLine: bigint("last_line", { mode: "number" }),
    /** Lines of other pushes that it repeats and that were on their way: it shares their fate. */
    shared: jsonb("shared").$type<readonly number[]>().notNull().default([]),
  },
  (t) => [
    index("push_operations_company").on(t.institutionId, t.companyId, t.requestedAt, t.id),
    index("push_operations_waiting").on(t.sourceAccountId, t.lastLine).where(sql`completed_at is null`),
    index("push_operations_time").on(t.timesOutAt).where(sql`status = 'Pending' and times_out_at is not null`),
  ],
);

/** Cleared lines of source accounts, in the order in which they were accepted: that of their days. */
export const bankLines = pgTable(
  "bank_lines",
  {
    seq: bigserial("seq", { mode: "number" }).primaryKey(),
    sourceAccountId: uuid("source_account_id")
      .notNull()
      .references(() => sourceAccounts.id, { onDelete: "cascade" }),
    pushId: uuid("push_id")
      .notNull()
      .references(() => pushOperations.id, { onDelete: "cascade" }),
    id: text("id").notNull(),
    at: at("at").notNull(),
    description: text("description").notNull(),
    amount: numeric("amount").notNull(),
    balance: numeric("balance").notNull(),
    type: text("type").$type<LineType>().notNull(),
    counterparty: text("counterparty"),
    reference: text("reference"),
    reconciled: boolean("reconciled"),
  },
  (t) => [
    uniqueIndex("bank_lines_id").on(t.sourceAccountId, t.id),
    index("bank_lines_order").on(t.sourceAccountId, t.seq),
    index("bank_lines_at").on(t.sourceAccountId, t.at),
    index("bank_lines_push").on(t.pushId),
  ],
);

/** How far an account's lines have come. Its row is the queue: who pushes and who posts wait for each other. */
export const feeds = pgTable(
  "feeds",
  {
    sourceAccountId: uuid("source_account_id")
      .primaryKey()
      .references(() => sourceAccounts.id, { onDelete: "cascade" }),
    /** The last line that Sage's account `sentTo` has: another account of Sage's begins anew. */
    sentThrough: bigint("sent_through", { mode: "number" }).notNull().default(0),
    sentTo: uuid("sent_to"),
    /** Up to this line pushes are sent one by one: Sage has refused several together. */
    singlyThrough: bigint("singly_through", { mode: "number" }).notNull().default(0),
    /** Where there is something to post: when a job last looked. Null when there is nothing. */
    lookedAt: at("looked_at"),
    /** Who is at it now, and until when nobody else is. */
    runner: uuid("runner"),
    runnerUntil: at("runner_until"),
    /** Null: none is asked for. */
    reauthorisation: text("reauthorisation").$type<Reauthorisation>(),
    reauthorisationAt: at("reauthorisation_at"),
  },
  (t) => [index("feeds_looked").on(t.lookedAt).where(sql`looked_at is not null`)],
);

/** What goes to Sage in one piece: lines of one account, from one to another. */
export const statements = pgTable(
  "statements",
  {
    id: uuid("id").primaryKey(),
    institutionId: institutionId(),
    sourceAccountId: uuid("source_account_id")
      .notNull()
      .references(() => sourceAccounts.id, { onDelete: "cascade" }),
    sageBankAccountId: uuid("sage_bank_account_id").notNull(),
    bankId: uuid("bank_id").notNull(),
    region: text("region").$type<Region>().notNull(),
    kind: text("kind").$type<StatementKind>().notNull().default("lines"),
    firstLine: bigint("first_line", { mode: "number" }).notNull(),
    lastLine: bigint("last_line", { mode: "number" }).notNull(),
    lines: integer("lines").notNull(),
    sageStatementId: text("sage_statement_id"),
    attempts: integer("attempts").notNull().default(0),
    uncertain: boolean("uncertain").notNull().default(false),
    /** Refusals since a try may have been taken. */
    refusals: integer("refusals").notNull().default(0),
    createdAt: createdAt(),
    postedAt: at("posted_at"),
    finishedAt: at("finished_at"),
    /** Why Sage did not take it. */
    refusal: text("refusal"),
  },
  (t) => [
    index("statements_account").on(t.sourceAccountId, t.createdAt),
    // One at a time for each account: two workers at once cannot make two.
    uniqueIndex("statements_one_underway").on(t.sourceAccountId).where(sql`finished_at is null`),
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
    announcedAt: at("announced_at").notNull(),
    expiresAt: at("expires_at").notNull(),
    version: integer("version").notNull(),
    /** When what was personal in it was taken away. */
    erasedAt: at("erased_at"),
    // When it first came how far: what the overview counts, without reading every timeline.
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
    // They hold all that the console's lists are filtered by: what does not fit costs no look at the table.
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

/** Requests that Sage takes in a second, per region: when each place is free again. */
export const pacePlaces = pgTable(
  "pace_places",
  { name: text("name").notNull(), place: integer("place").notNull(), freeAt: at("free_at").notNull() },
  (t) => [primaryKey({ columns: [t.name, t.place] })],
);

/** How Sage answered, hour by hour: what the console calls its availability. */
export const sageCalls = pgTable(
  "sage_calls",
  {
    hour: at("hour").notNull(),
    region: text("region").$type<Region>().notNull(),
    /** A status, `timeout`, `network`, `token` or `queue`. */
    outcome: text("outcome").notNull(),
    calls: integer("calls").notNull(),
    milliseconds: bigint("milliseconds", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.hour, t.region, t.outcome] })],
);

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
    /** Since when nothing that was sent there has arrived; null while it works. */
    failingSince: at("failing_since"),
    /** One that hangs is left alone until then: what waits for it would only hold up others. */
    pausedUntil: at("paused_until"),
    disabledReason: text("disabled_reason").$type<DisabledReason>(),
    createdAt: createdAt(),
  },
  (t) => [index("webhooks_institution").on(t.institutionId)],
);

/** What happened, as it was then, for the webhooks that wanted to know. */
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
    /** Counts what was decided; a job of an earlier turn does nothing. */
    turn: integer("turn").notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("webhook_deliveries_once").on(t.webhookId, t.eventId),
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

/** Single-use tokens of link pages. */
export const linkTokens = pgTable(
  "link_tokens",
  {
    hash: text("hash").primaryKey(),
    institutionId: institutionId(),
    connectionId: uuid("connection_id")
      .notNull()
      .references(() => connections.id, { onDelete: "cascade" }),
    locale: text("locale").$type<Locale>(),
    createdAt: createdAt(),
    expiresAt: at("expires_at").notNull(),
    usedAt: at("used_at"),
  },
  (t) => [index("link_tokens_expiry").on(t.expiresAt)],
);

/** Link pages that are open: what a token was exchanged for. */
export const linkViews = pgTable(
  "link_views",
  {
    /** Opens the status alone. */
    id: uuid("id").primaryKey(),
    /** Of the secret that is in the page's body. */
    hash: text("hash").notNull().unique(),
    institutionId: institutionId(),
    connectionId: uuid("connection_id")
      .notNull()
      .references(() => connections.id, { onDelete: "cascade" }),
    locale: text("locale").$type<Locale>(),
    /** Keyed hash of the address it was opened from. */
    visitor: text("visitor").notNull(),
    createdAt: createdAt(),
    expiresAt: at("expires_at").notNull(),
    seenAt: at("seen_at").notNull(),
  },
  (t) => [index("link_views_expiry").on(t.expiresAt), index("link_views_visitor").on(t.institutionId, t.visitor)],
);

/** From which address a journey's page was first opened, as a keyed hash: by it a link page knows its own visitor's arrival. */
export const journeyVisitors = pgTable(
  "journey_visitors",
  {
    journeyId: uuid("journey_id")
      .primaryKey()
      .references(() => journeys.id, { onDelete: "cascade" }),
    visitor: text("visitor").notNull(),
    at: at("at").notNull(),
  },
  (t) => [index("journey_visitors_visitor").on(t.visitor, t.at)],
);

/** A person's word, on the link page, that an arrival from Sage is theirs: for one authorisation, once. */
export const linkApprovals = pgTable("link_approvals", {
  journeyId: uuid("journey_id")
    .primaryKey()
    .references(() => journeys.id, { onDelete: "cascade" }),
  connectionId: uuid("connection_id")
    .notNull()
    .references(() => connections.id, { onDelete: "cascade" }),
  visitor: text("visitor").notNull(),
  expiresAt: at("expires_at").notNull(),
  usedAt: at("used_at"),
});

/** Every published branding, for good: a page that was opened with one keeps its files, and any can be gone back to. */
export const brandingVersions = pgTable(
  "branding_versions",
  {
    institutionId: institutionId(),
    number: integer("number").notNull(),
    content: jsonb("content").$type<BrandingContent>().notNull(),
    logoType: text("logo_type").$type<"image/svg+xml" | "image/png">(),
    logo: bytes("logo"),
    hash: text("hash").notNull(),
    publishedAt: at("published_at").notNull(),
    /** The version whose content this one brought back. */
    restoredFrom: integer("restored_from"),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.number] }),
    index("branding_versions_hash").on(t.institutionId, t.hash),
  ],
);

/** What an institution is working on; one each. */
export const brandingDrafts = pgTable("branding_drafts", {
  institutionId: institutionId().primaryKey(),
  content: jsonb("content").$type<BrandingContent>().notNull(),
  logoType: text("logo_type").$type<"image/svg+xml" | "image/png">(),
  logo: bytes("logo"),
  hash: text("hash").notNull(),
  revision: integer("revision").notNull(),
  updatedAt: at("updated_at").notNull(),
});

/** Who may sign in to the console. */
export const people = pgTable(
  "people",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    email: text("email").notNull().unique(),
    name: text("name").notNull(),
    role: text("role").$type<Role>().notNull(),
    /** Null: all institutions. */
    institutionId: uuid("institution_id").references(() => institutions.id, { onDelete: "cascade" }),
    /** Null: signed in by a provider. */
    passwordHash: text("password_hash"),
    /** True while the password is one that somebody else chose. */
    mustChangePassword: boolean("must_change_password").notNull().default(false),
    issuer: text("issuer"),
    subject: text("subject"),
    createdAt: createdAt(),
    disabledAt: at("disabled_at"),
  },
  (t) => [uniqueIndex("people_provider").on(t.issuer, t.subject)],
);

export const consoleSessions = pgTable(
  "console_sessions",
  {
    id: uuid("id").primaryKey(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
    seenAt: at("seen_at").notNull(),
    endedAt: at("ended_at"),
  },
  (t) => [index("console_sessions_person").on(t.personId)],
);

/** Who did what in the console, and what users agreed to: a chain of hashes. The database refuses to change or remove a row. */
export const audit = pgTable(
  "audit",
  {
    seq: bigint("seq", { mode: "number" }).primaryKey(),
    at: at("at").notNull(),
    action: text("action").notNull(),
    actor: text("actor").notNull(),
    institutionId: uuid("institution_id"),
    subject: text("subject").notNull(),
    reason: text("reason"),
    detail: jsonb("detail").$type<Record<string, unknown>>().notNull(),
    commitment: text("commitment"),
    previousHash: text("previous_hash").notNull(),
    hash: text("hash").notNull(),
  },
  (t) => [
    index("audit_at").on(t.at),
    index("audit_subject").on(t.subject, t.seq),
    index("audit_institution").on(t.institutionId, t.seq),
    index("audit_action").on(t.action, t.seq),
    index("audit_institution_action").on(t.institutionId, t.action, t.seq),
  ],
);

/** What an audit row says of a person; erased after a time, the chain still holds. */
export const auditPersonal = pgTable("audit_personal", {
  seq: bigint("seq", { mode: "number" })
    .primaryKey()
    .references(() => audit.seq),
  salt: text("salt").notNull(),
  data: jsonb("data").$type<Record<string, string>>().notNull(),
});

/** What a journey's user saw, page by page, masked; from it the console shows the pages again. */
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
    seen: jsonb("seen").$type<SeenPage>().notNull(),
  },
  (t) => [index("journey_views_journey").on(t.journeyId, t.id)],
);
