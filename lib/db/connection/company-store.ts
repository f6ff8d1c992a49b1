import { and, eq, inArray, sql } from "drizzle-orm";
import type { CompanyStore, ListedCompany } from "../../company/company.ts";
import { lockFeeds } from "../feed/locks.ts";
import { type Tell, tellNobody } from "../institution/outbox.ts";
import { companies, connections } from "../schema.ts";
import type { Db } from "../store/database.ts";
import { compiled, ordered } from "../store/listing.ts";
import { companyMoments, companySql, connectionColumns } from "../store/listing-fields.ts";
import { record } from "./company-connection-store.ts";

const companyColumns = {
  id: companies.id,
  name: companies.name,
  description: companies.description,
  tags: companies.tags,
  createdAt: companies.createdAt,
};

/** Companies in the database, each with its connections. */
export function companyStore(db: Db, clock: () => Date, tell: Tell = tellNobody): CompanyStore {
  const own = (institutionId: string, companyId: string) =>
    and(eq(companies.id, companyId), eq(companies.institutionId, institutionId));
  async function withConnections<C extends { id: string }>(
    rows: C[],
  ): Promise<(C & Pick<ListedCompany, "connections">)[]> {
    if (rows.length === 0) return [];
    const ids = rows.map(({ id }) => id);
    const found = await db
      .select(connectionColumns)
      .from(connections)
      .where(inArray(connections.companyId, ids))
      .orderBy(connections.createdAt, connections.id);
    const byCompany = Map.groupBy(found, ({ companyId }) => companyId);
    return rows.map((row) => ({ ...row, connections: byCompany.get(row.id) ?? [] }));
  }

  return {
    async create(institutionId, details) {
      return db.transaction(async (tx) => {
        const values = { institutionId, ...details, createdAt: clock() };
        const [row] = await tx.insert(companies).values(values).returning(companyColumns);
        if (!row) throw new Error("the company was not stored");
        await tell(tx, institutionId, "company.created", { companyId: row.id });
        return { ...row, connections: [] };
      });
    },

    async company(institutionId, companyId) {
      const rows = await db.select(companyColumns).from(companies).where(own(institutionId, companyId));
      return (await withConnections(rows))[0] ?? null;
    },

    async companies(institutionId, { page, pageSize, where, order }) {
      const wanted = and(eq(companies.institutionId, institutionId), ...where.map((one) => compiled(one, companySql)));
      const [rows, total] = await Promise.all([
        db
          .select(companyColumns)
          .from(companies)
          .where(wanted)
          .orderBy(
            ...ordered(
              order,
              {
                ...companyMoments,
                // Those without any come first, and last when the order is turned round.
                lastSync: sql`coalesce(${companyMoments.lastSync}, '-infinity')`,
                name: companies.name,
                created: companies.createdAt,
                id: companies.id,
                description: companies.description,
              },
              [companies.createdAt, companies.id],
            ),
          )
          .limit(pageSize)
          .offset((page - 1) * pageSize),
        db.$count(companies, wanted),
      ]);
      return { results: await withConnections(rows), total };
    },

    async update(institutionId, companyId, change) {
      if (Object.keys(change).length === 0) return this.company(institutionId, companyId);
      const rows = await db
        .update(companies)
        .set({ ...change, detailsChangedAt: clock() })
        .where(own(institutionId, companyId))
        .returning(companyColumns);
      return (await withConnections(rows))[0] ?? null;
    },

    async remove(institutionId, companyId) {
      return db.transaction(async (tx) => {
        const one = own(institutionId, companyId);
        await lockFeeds(tx, and(eq(connections.companyId, companyId), eq(connections.institutionId, institutionId)));
        const going = await tx.select({ id: companies.id }).from(companies).where(one).for("update");
        if (going.length === 0) return false;
        const its = and(eq(connections.companyId, companyId), eq(connections.institutionId, institutionId));
        for (const { id } of await tx.select({ id: connections.id }).from(connections).where(its)) {
          await record(tx, clock(), "connection-deleted", institutionId, id);
          await tell(tx, institutionId, "connection.deleted", { connectionId: id });
        }
        await tell(tx, institutionId, "company.deleted", { companyId });
        await tx.delete(companies).where(one);
        return true;
      });
    },
  };
}
