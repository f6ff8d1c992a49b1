import { bigint, boolean, index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Role } from "../../console/person.ts";
import { at, createdAt } from "./columns.ts";
import { institutions } from "./institutions.ts";

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
  (t) => [index("console_sessions_person").on(t.personId), index("console_sessions_created").on(t.createdAt)],
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

/** The personal part of an audit row; erased after a time, the chain still holds. */
export const auditPersonal = pgTable("audit_personal", {
  seq: bigint("seq", { mode: "number" })
    .primaryKey()
    .references(() => audit.seq),
  salt: text("salt").notNull(),
  data: jsonb("data").$type<Record<string, string>>().notNull(),
});
