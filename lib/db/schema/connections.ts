import { sql } from "drizzle-orm";
import { index, integer, jsonb, numeric, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { AccountInfo, AccountShape } from "../../connection/account-details.ts";
import type {
  AccountType,
  ConnectionStatus,
  DisconnectedBy,
  SourceAccountStatus,
} from "../../connection/connection.ts";
import { at, createdAt, dayAtMidnight } from "./columns.ts";
import { institutionId } from "./institutions.ts";

export const companies = pgTable(
  "companies",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    institutionId: institutionId(),
    name: text("name").notNull(),
    description: text("description"),
    tags: jsonb("tags").$type<Record<string, string>>().notNull().default({}),
    createdAt: createdAt(),
    /** When its institution changed it last; null when it never did. */
    detailsChangedAt: at("details_changed_at"),
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
    /** When it got the status that it has; null while that is its first. */
    movedAt: at("moved_at"),
    /** When its institution, or support, unlinked it last. */
    unlinkedAt: at("unlinked_at"),
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
    /** When its institution last stated it. Null: before this column existed, and no push came since. */
    balanceToldAt: at("balance_told_at"),
    info: jsonb("info").$type<AccountInfo>(),
    modifiedAt: at("modified_at"),
    status: text("status").$type<SourceAccountStatus>().notNull().default("pending"),
    sageBankAccountId: uuid("sage_bank_account_id").unique(),
    sageBankId: uuid("sage_bank_id"),
    /** From which day on Sage wants transactions. */
    feedStartDate: dayAtMidnight("feed_start_date"),
    connectedAt: at("connected_at"),
    /** Who disconnected it, and when; null once it is reconnected, and for one that never was disconnected. */
    disconnectedBy: text("disconnected_by").$type<DisconnectedBy>(),
    disconnectedAt: at("disconnected_at"),
    /** When bank transactions of it reached Sage last. */
    lastSyncAt: at("last_sync_at"),
    /** When it was last sent to Sage among the accounts beside a linked one. It may be linked from then on. */
    offeredAt: at("offered_at"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("source_accounts_external").on(t.connectionId, t.externalId),
    index("source_accounts_last_four").on(t.lastFour),
    index("source_accounts_offered").on(t.offeredAt).where(sql`offered_at is not null`),
  ],
);

/** Bank accounts that Sage made of a connection's accounts. Sage never revives the id of one that it ended. */
export const sageAccounts = pgTable(
  "sage_accounts",
  {
    connectionId: uuid("connection_id")
      .notNull()
      .references(() => connections.id, { onDelete: "cascade" }),
    sageBankAccountId: uuid("sage_bank_account_id").notNull(),
    /** When it was connected here last; null for one that is known by its end alone. */
    connectedAt: at("connected_at"),
    /** When Sage ended it, by its notification. */
    endedAt: at("ended_at"),
  },
  (t) => [primaryKey({ columns: [t.connectionId, t.sageBankAccountId] })],
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
    index("passcodes_expiry").on(t.expiresAt),
    index("passcodes_connection").on(t.connectionId, t.createdAt),
    // At most one passcode of a connection is alive; two requests at once cannot leave two.
    uniqueIndex("passcodes_one_alive").on(t.connectionId).where(sql`revoked_at is null`),
  ],
);
