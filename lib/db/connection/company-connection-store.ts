import { and, eq, sql } from "drizzle-orm";
import type { CompanyConnectionStore } from "../../company/company.ts";
import { connectionStep } from "../../connection/connection-step.ts";
import { type Follow, followNobody } from "../feed/follow.ts";
import { lockFeeds } from "../feed/locks.ts";
import { type Tell, tellNobody } from "../institution/outbox.ts";
import { companies, connections, events } from "../schema.ts";
import type { Db } from "../store/database.ts";
import { compiled, ordered } from "../store/listing.ts";
import { connectionColumns, connectionMoments, connectionSql } from "../store/listing-fields.ts";
import { carryOut, connectionLife, ofConnection } from "./account-life.ts";

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
            ...ordered(
              order,
              {
                ...connectionMoments,
                // Those without any come first, and last when the order is turned round.
                lastSync: sql`coalesce(${connectionMoments.lastSync}, '-infinity')`,
                created: connections.createdAt,
                status: connections.status,
                id: connections.id,
              },
              [connections.createdAt, connections.id],
            ),
          )
          .limit(pageSize)
          .offset((page - 1) * pageSize),
        db.$count(connections, wanted),
      ]);
      return { results, total };
    },

    unlinkConnection: ({ id, status }, institutionId) =>
      db.transaction(async (tx) => {
        const still = and(
          eq(connections.id, id),
          eq(connections.institutionId, institutionId),
          eq(connections.status, status),
        );
        const connection = await connectionLife(tx, still, "held");
        if (!connection) return false;
        const now = clock();
        const stepped = connectionStep(connection, { type: "unlinked" }, now);
        return stepped.ok && carryOut(tx, { tell, follow }, ofConnection(connection, stepped.value, now));
      }),

    disconnect: (institutionId, companyId, connectionId) =>
      db.transaction(async (tx) => {
        const one = ownConnection(institutionId, companyId, connectionId);
        await lockFeeds(tx, one);
        const going = await tx.select({ id: connections.id }).from(connections).where(one).for("update");
        if (going.length === 0) return false;
        await record(tx, clock(), "connection-deleted", institutionId, connectionId);
        await tell(tx, institutionId, "connection.deleted", { connectionId });
        await tx.delete(connections).where(one);
        return true;
      }),
  };
}
