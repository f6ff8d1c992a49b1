import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { BrandingContent } from "../../institution/branding.ts";
import type { AccountChoice, CallToAction, Locale, Region } from "../../institution/institution.ts";
import { at, bytes, createdAt } from "./columns.ts";

export const institutions = pgTable("institutions", {
  id: uuid("id").primaryKey().defaultRandom(),
  name: text("name").notNull(),
  accentLight: text("accent_light").notNull(),
  accentDark: text("accent_dark").notNull(),
  logoType: text("logo_type").$type<"image/svg+xml" | "image/png">(),
  logo: bytes("logo"),
  brandVersion: text("brand_version").notNull(),
  /** Counts all drafts that ever were: a revision is never given twice. */
  brandRevision: integer("brand_revision").notNull().default(0),
  accountChoice: text("account_choice").$type<AccountChoice>().notNull().default("one"),
  help: jsonb("help").$type<Partial<Record<Locale, string>>>().notNull().default({}),
  callToAction: jsonb("call_to_action").$type<Partial<Record<Locale, CallToAction>>>().notNull().default({}),
  passcodeMinutes: integer("passcode_minutes"),
  /** Where users are handed to when the institution's own web app signs them in; null: they type a one-time password. */
  authorizationRedirectUrl: text("authorization_redirect_url"),
  /** Whose pages may show the link page in a frame. */
  linkOrigins: jsonb("link_origins").$type<readonly string[]>().notNull().default([]),
  /** Where the institution's days are; null: it did not say. */
  timeZone: text("time_zone"),
  /** Takes no transaction that is older than the newest accepted. */
  strictOrder: boolean("strict_order").notNull().default(false),
  createdAt: createdAt(),
});

export const institutionId = () =>
  uuid("institution_id")
    .notNull()
    .references(() => institutions.id, { onDelete: "cascade" });

export const banks = pgTable("banks", {
  /** Sage's bank id. */
  id: uuid("id").primaryKey(),
  institutionId: institutionId(),
  region: text("region").$type<Region>().notNull(),
  name: text("name").notNull(),
  /** Sage needs it beside the id to change or remove an entry; null: it was not registered from here. */
  externalRef: text("external_ref"),
  countryCode: text("country_code"),
  /** Since when Sage no longer lists it; accounts connected through it go on. */
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

/**
 * First answers to requests with an Idempotency-Key, stored to be repeated. The answer is sealed: it may hold a
 * passcode.
 */
export const repeats = pgTable(
  "repeats",
  {
    institutionId: institutionId(),
    key: uuid("key").notNull(),
    /** Keyed hash of method, address and body: another request under the same key shows. */
    fingerprint: text("fingerprint").notNull(),
    /** Earlier releases claim a key with a row of its own, without an answer. Only they use it. */
    claim: uuid("claim").notNull(),
    status: integer("status"),
    sealedAnswer: text("sealed_answer"),
    /** When the answer is forgotten. */
    expiresAt: at("expires_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.institutionId, t.key] }), index("repeats_expiry").on(t.expiresAt)],
);

/**
 * Every published branding, for ever. A page that was opened with one keeps its files, and any can be published once
 * more.
 */
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

/** The draft that an institution is working on; one each. */
export const brandingDrafts = pgTable("branding_drafts", {
  institutionId: institutionId().primaryKey(),
  content: jsonb("content").$type<BrandingContent>().notNull(),
  logoType: text("logo_type").$type<"image/svg+xml" | "image/png">(),
  logo: bytes("logo"),
  hash: text("hash").notNull(),
  revision: integer("revision").notNull(),
  updatedAt: at("updated_at").notNull(),
});
