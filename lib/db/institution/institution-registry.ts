import { createHash } from "node:crypto";
import { and, eq, getTableColumns, isNull } from "drizzle-orm";
import type { InstitutionRegistry } from "../../institution/registry.ts";
import { apiKeys, banks, institutions } from "../schema.ts";
import type { Db } from "../store/database.ts";

const { createdAt: _, ...bankColumns } = getTableColumns(banks);

/** Institutions in the database, as operators configure them. */
export function institutionRegistry(db: Db, clock: () => Date): InstitutionRegistry {
  return {
    async create({ accent, ...institution }) {
      const look = { accentLight: accent.light, accentDark: accent.dark };
      const brandVersion = createHash("sha256").update(JSON.stringify(look)).digest("hex").slice(0, 12);
      const values = { ...institution, ...look, brandVersion };
      const [row] = await db.insert(institutions).values(values).returning({ id: institutions.id });
      if (!row) throw new Error("the institution was not stored");
      return row.id;
    },

    all: () =>
      db
        .select({
          id: institutions.id,
          name: institutions.name,
          banks: db.$count(banks, and(eq(banks.institutionId, institutions.id), isNull(banks.removedAt))),
          keys: db.$count(apiKeys, and(eq(apiKeys.institutionId, institutions.id), isNull(apiKeys.revokedAt))),
        })
        .from(institutions)
        .orderBy(institutions.createdAt, institutions.id),

    banks: (institutionId) =>
      db
        .select(bankColumns)
        .from(banks)
        .where(eq(banks.institutionId, institutionId))
        .orderBy(banks.region, banks.name, banks.id),

    addBank: (bank) =>
      db.transaction(async (tx) => {
        const own = eq(institutions.id, bank.institutionId);
        const [institution] = await tx.select({ id: institutions.id }).from(institutions).where(own).for("key share");
        if (!institution) return "institution-unknown";
        const added = await tx.insert(banks).values(bank).onConflictDoNothing().returning({ id: banks.id });
        return added.length > 0 ? "added" : "bank-taken";
      }),

    async changeBank(institutionId, bankId, change) {
      const own = and(eq(banks.id, bankId), eq(banks.institutionId, institutionId));
      const set = "removed" in change ? { removedAt: clock() } : change;
      return (await db.update(banks).set(set).where(own).returning({ id: banks.id })).length > 0;
    },
  };
}
