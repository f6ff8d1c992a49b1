import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { SageAnswer } from "../../connection/sage-answer.ts";
import type { ReckonedFrom } from "../../feed/balances.ts";
import type { LineType } from "../../feed/bank-line.ts";
import type { PushStatus } from "../../feed/push-status.ts";
import type { Reason } from "../../feed/reason.ts";
import type { Reauthorisation } from "../../feed/reauthorisation.ts";
import type { Remark } from "../../feed/remark.ts";
import type { StatementKind } from "../../feed/statement.ts";
import type { Region } from "../../institution/institution.ts";
import { at, createdAt, day, dayAtMidnight } from "./columns.ts";
import { sourceAccounts } from "./connections.ts";
import { institutionId } from "./institutions.ts";

/** Institutions' pushes and their outcomes. */
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
    /** Why it has failed; Sage's words are beside it where Sage refused it. */
    reason: text("reason").$type<Reason["code"]>(),
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
    index("push_operations_account").on(t.sourceAccountId, t.completedAt),
    index("push_operations_time").on(t.timesOutAt).where(sql`status = 'Pending' and times_out_at is not null`),
  ],
);

/** Cleared lines of source accounts, in the order of acceptance: that of their days, except for late ones. */
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
    /** As its institution wrote it. */
    day: dayAtMidnight("at").notNull(),
    description: text("description").notNull(),
    amount: numeric("amount").notNull(),
    balance: numeric("balance").notNull(),
    /** Null where its institution stated the balance, and in lines from before this column existed. */
    reckonedFrom: text("reckoned_from").$type<ReckonedFrom>(),
    type: text("type").$type<LineType>().notNull(),
    counterparty: text("counterparty"),
    reference: text("reference"),
    reconciled: boolean("reconciled"),
  },
  (t) => [
    uniqueIndex("bank_lines_id").on(t.sourceAccountId, t.id),
    index("bank_lines_order").on(t.sourceAccountId, t.seq),
    index("bank_lines_at").on(t.sourceAccountId, t.day),
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
    /** How often Sage was asked in vain if the user has authorised again. */
    askedInVain: integer("asked_in_vain").notNull().default(0),
    /** The last line that Sage's account `sentTo` has; another Sage account begins at the first line. */
    sentThrough: bigint("sent_through", { mode: "number" }).notNull().default(0),
    sentTo: uuid("sent_to"),
    /** Up to this line pushes are sent one by one: Sage has refused several together. */
    singlyThrough: bigint("singly_through", { mode: "number" }).notNull().default(0),
    /** Where Sage has some of the lines that we believed new: how many lines the next statement takes at most. */
    mostLines: integer("most_lines"),
    /** Where there is something to post: when a job last looked. Null when there is nothing. */
    lookedAt: at("looked_at"),
    /** The runner that holds it now, and until when. */
    runner: uuid("runner"),
    runnerUntil: at("runner_until"),
    /** Null: none is asked for. */
    reauthorisation: text("reauthorisation").$type<Reauthorisation>(),
    reauthorisationAt: at("reauthorisation_at"),
    /** The region where Sage did not answer, and the time of the next try. Without a time, it is when Sage is back. */
    awaitsSage: text("awaits_sage").$type<Region>(),
    resumeAt: at("resume_at"),
    /** When it was last looked for lines and pushes that are old enough to go. */
    weededAt: at("weeded_at").notNull().default(new Date(0)),
  },
  (t) => [
    index("feeds_looked").on(t.lookedAt).where(sql`looked_at is not null`),
    index("feeds_resume").on(t.resumeAt).where(sql`resume_at is not null`),
    index("feeds_awaits_sage").on(t.awaitsSage).where(sql`awaits_sage is not null`),
    index("feeds_weeded").on(t.weededAt),
  ],
);

/** Statements, each of which goes to Sage in one piece: lines of one account, from one to another. */
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
    /** The first day that Sage wanted at its opening. It leaves out earlier lines between its first and its last. */
    wantedFrom: day("wanted_from"),
    /** The account after it, on the newest day that Sage has of it then. */
    closingDay: day("closing_day"),
    closingBalance: numeric("closing_balance"),
    sageStatementId: text("sage_statement_id"),
    attempts: integer("attempts").notNull().default(0),
    uncertain: boolean("uncertain").notNull().default(false),
    /** Begun, or under way, when the store had come from a backup: Sage may have any of its lines. */
    isRestored: boolean("restored").notNull().default(false),
    /** Refusals since a try may have been taken. */
    refusals: integer("refusals").notNull().default(0),
    createdAt: createdAt(),
    postedAt: at("posted_at"),
    finishedAt: at("finished_at"),
    /** Why Sage did not take it; for an unfinished one, why it stands still. */
    reason: text("reason").$type<Reason["code"]>(),
    /** Sage's words on that; the code once more where they are ours. Null while, and where, Sage has taken it. */
    refusal: text("refusal"),
    /** Sage's last answer that refused it, failed it or left its outcome unknown. */
    sageAnswer: jsonb("sage_answer").$type<SageAnswer>(),
  },
  (t) => [
    index("statements_account").on(t.sourceAccountId, t.createdAt),
    // One at a time for each account: two workers at once cannot make two.
    uniqueIndex("statements_one_underway").on(t.sourceAccountId).where(sql`finished_at is null`),
  ],
);
