import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { Locale } from "../../institution/institution.ts";
import { at, createdAt } from "./columns.ts";
import { connections } from "./connections.ts";
import { institutionId } from "./institutions.ts";
import { journeys } from "./journeys.ts";

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

/** Open link pages: the secrets that tokens were exchanged for. */
export const linkViews = pgTable(
  "link_views",
  {
    /** Opens the status alone. */
    id: uuid("id").primaryKey(),
    /** The hash of the secret that is in the page's body. */
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

/**
 * The address from which a journey's page was first opened, as a keyed hash. A link page recognises its own visitor's
 * arrival by it.
 */
export const journeyVisitors = pgTable(
  "journey_visitors",
  {
    journeyId: uuid("journey_id")
      .primaryKey()
      .references(() => journeys.id, { onDelete: "cascade" }),
    visitor: text("visitor").notNull(),
    at: at("at").notNull(),
  },
  (t) => [index("journey_visitors_visitor").on(t.visitor, t.at), index("journey_visitors_at").on(t.at)],
);

/** A person's approval, on the link page, of an arrival from Sage: for one authorisation, once. */
export const linkApprovals = pgTable(
  "link_approvals",
  {
    journeyId: uuid("journey_id")
      .primaryKey()
      .references(() => journeys.id, { onDelete: "cascade" }),
    connectionId: uuid("connection_id")
      .notNull()
      .references(() => connections.id, { onDelete: "cascade" }),
    visitor: text("visitor").notNull(),
    expiresAt: at("expires_at").notNull(),
    usedAt: at("used_at"),
  },
  (t) => [index("link_approvals_expiry").on(t.expiresAt)],
);
