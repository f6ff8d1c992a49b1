import { and, desc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { AwaitedAccount } from "../../connection/connection.ts";
import type { ConnectionStore } from "../../connection/ports.ts";
import { banks, journeys, sourceAccounts } from "../schema.ts";
import type { Db } from "../store/database.ts";
import { isAwaited, isConnectedAmong, isNotConnected, isOffered } from "../store/predicates.ts";
import { accountLife } from "./account-life.ts";

/** Accounts sent to Sage that Sage has not reported, in the database. */
export function lostAccounts(db: Db): Pick<ConnectionStore, "awaited" | "noteOffered" | "contest"> {
  return {
    async awaited(since, limit, connectionId) {
      const shared = sql`${sourceAccounts.id}::text in (select jsonb_array_elements_text(${journeys.accountIds}))`;
      const rows = await db
        .selectDistinct({
          sourceAccountId: sourceAccounts.id,
          institutionId: sourceAccounts.institutionId,
          bankId: banks.id,
          region: banks.region,
          announcedAt: journeys.announcedAt,
        })
        .from(journeys)
        .innerJoin(sourceAccounts, and(eq(sourceAccounts.connectionId, journeys.connectionId), shared))
        .innerJoin(banks, eq(banks.id, journeys.bankId))
        .where(and(isAwaited(since), connectionId ? eq(journeys.connectionId, connectionId) : undefined))
        .orderBy(desc(journeys.announcedAt))
        .limit(limit);
      const known = new Set(rows.map((row) => row.sourceAccountId));
      const offered = await offeredSince(since, limit - rows.length, connectionId);
      return [...rows, ...offered.filter((row) => !known.has(row.sourceAccountId))];
    },

    async contest(told) {
      const { sourceAccountId, bankId } = told;
      const account = await accountLife(db, eq(sourceAccounts.id, sourceAccountId), "free");
      if (!account?.sageBankAccountId) return null;
      const { institutionId, sageBankId } = account;
      const isToldOf = sql<boolean>`${banks.id} = ${bankId}`;
      const either = inArray(
        banks.id,
        [bankId, sageBankId].filter((id) => id !== null),
      );
      const [bank] = await db
        .select()
        .from(banks)
        .where(and(either, eq(banks.institutionId, institutionId)))
        .orderBy(desc(isToldOf))
        .limit(1);
      if (!bank) return null;
      return { account, told, ask: { sourceAccountId, institutionId, bankId: bank.id, region: bank.region } };
    },

    async noteOffered(accountIds, at) {
      if (accountIds.length === 0) return;
      const open = and(inArray(sourceAccounts.id, [...accountIds]), isNotConnected);
      await db.update(sourceAccounts).set({ offeredAt: at }).where(open);
    },
  };

  /** Accounts sent to Sage. Their bank is that of a connected one beside them, else any of their institution's. */
  async function offeredSince(since: Date, limit: number, connectionId?: string): Promise<AwaitedAccount[]> {
    const beside = alias(sourceAccounts, "beside");
    const isOwn = eq(banks.institutionId, sourceAccounts.institutionId);
    const rows = await db
      .selectDistinctOn([sourceAccounts.id, banks.id], {
        sourceAccountId: sourceAccounts.id,
        institutionId: sourceAccounts.institutionId,
        bankId: banks.id,
        region: banks.region,
        announcedAt: sourceAccounts.offeredAt,
      })
      .from(sourceAccounts)
      .leftJoin(beside, and(eq(beside.connectionId, sourceAccounts.connectionId), isConnectedAmong(beside)))
      .innerJoin(banks, or(eq(banks.id, beside.sageBankId), and(isNull(beside.id), isOwn)))
      .where(and(isOffered(since), connectionId ? eq(sourceAccounts.connectionId, connectionId) : undefined))
      .limit(Math.max(0, limit));
    return rows.map(({ announcedAt, ...row }) => ({ ...row, announcedAt: announcedAt ?? since }));
  }
}
