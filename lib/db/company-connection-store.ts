import { and, eq } from "drizzle-orm";
import type { CompanyConnectionStore } from "../company/company.ts";
import type { Db } from "./database.ts";
import { type Follow, followNobody } from "./feed/follow.ts";
import { holdFeeds } from "./feed/line-up.ts";
import { compiled, ordered } from "./listing.ts";
import { connectionSql } from "./listing-fields.ts";
import { type Tell, tellNobody } from "./outbox.ts";
import { companies, connections, events } from "./schema.ts";

export const connectionColumns = {
  id: connections.id,
  companyId: connections.companyId,
  status: connections.status,
  createdAt: connections.createdAt,
};

/** Writes down what an institution did to a connection, for those who are asked about it later. */
export const record = (
  tx: Db,
  at: Date,
  type: string,
  institutionId: string,
  connectionId: string,
  detail: Record<string, unknown> = {},
) => tx.insert(events).values({ at, type, actor: "institution", institutionId, connectionId, detail });

/** A company's connections in the database. */
export function companyConnectionStore(
  db: Db,
  clock: () => Date,
  tell: Tell = tellNobody,
  follow: Follow = followNobody,
): CompanyConnectionStore {
  const ownCompany = (institutionId: string, companyId: string) =>
    and(eq(companies.id, companyId), eq(companies.institutionId, institutionId));
  const ownConnection = (institutionId: string, companyId: string, connectionId: string) =>
    and(
      eq(connections.id, connectionId),
      eq(connections.companyId, companyId),
      eq(connections.institutionId, institutionId),
    );

  return {
    async connect(institutionId, companyId) {
      return db.transaction(async (tx) => {
        // Held until the connection is there: a company that is being deleted gets none.
        const [company] = await tx
          .select({ id: companies.id })
          .from(companies)
          .where(ownCompany(institutionId, companyId))
          .for("key share");
        if (!company) return null;
        const [row] = await tx
          .insert(connections)
          .values({ institutionId, companyId, createdAt: clock() })
          .returning(connectionColumns);
        if (!row) throw new Error("the connection was not stored");
        await record(tx, clock(), "connection-created", institutionId, row.id);
        await tell(tx, institutionId, "connection.created", { connectionId: row.id });
        return row;
      });
    },

    async connection(institutionId, companyId, connectionId) {
      const [row] = await db
        .select(connectionColumns)
        .from(connections)
        .where(ownConnection(institutionId, companyId, connectionId));
      return row ?? null;
    },

    async connections(institutionId, companyId, { page, pageSize, where, order }) {
      const [company] = await db
        .select({ id: companies.id })
        .from(companies)
        .where(ownCompany(institutionId, companyId));
      if (!company) return null;
      const wanted = and(eq(connections.companyId, companyId), ...where.map((one) => compiled(one, connectionSql)));
      const [results, total] = await Promise.all([
        db
          .select(connectionColumns)
          .from(connections)
          .where(wanted)
          .orderBy(
            ...ordered(order, { created: connections.createdAt, status: connections.status, id: connections.id }, [
              connections.createdAt,
              connections.id,
            ]),
          )
          .limit(pageSize)
          .offset((page - 1) * pageSize),
        db.$count(connections, wanted),
      ]);
      return { results, total };
    },

    moveConnection: ({ id, status }, institutionId, to) =>
      db.transaction(async (tx) => {
        const still = and(
          eq(connections.id, id),
          eq(connections.institutionId, institutionId),
          eq(connections.status, status),
        );
        const moved = await tx.update(connections).set({ status: to }).where(still).returning({ id: connections.id });
        if (moved.length === 0) return false;
        await record(tx, clock(), `connection-${to.toLowerCase()}`, institutionId, id);
        if (status === "Linked") await tell(tx, institutionId, "connection.disconnected", { connectionId: id });
        await follow(tx, { connectionId: id });
        return true;
      }),

    disconnect: (institutionId, companyId, connectionId) =>
      db.transaction(async (tx) => {
        const one = ownConnection(institutionId, companyId, connectionId);
        await holdFeeds(tx, one);
        const going = await tx.select({ id: connections.id }).from(connections).where(one).for("update");
        if (going.length === 0) return false;
        await record(tx, clock(), "connection-deleted", institutionId, connectionId);
        await tell(tx, institutionId, "connection.deleted", { connectionId });
        await tx.delete(connections).where(one);
        return true;
      }),
  };
}
