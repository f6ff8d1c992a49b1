import { and, desc, eq, getTableColumns, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { AccountEvent, AccountLife } from "../../connection/account-life.ts";
import { accountStep } from "../../connection/account-step.ts";
import { plainCode } from "../../connection/bank-codes.ts";
import type { SourceAccount } from "../../connection/connection.ts";
import { isSupportedBySage } from "../../connection/connection.ts";
import type { ConnectionReader, ConnectionStore } from "../../connection/ports.ts";
import { type Follow, followNobody } from "../feed/follow.ts";
import { type Tell, tellNobody } from "../institution/outbox.ts";
import { companies, connections, events, passcodes, sourceAccounts } from "../schema.ts";
import type { Cipher } from "../store/cipher.ts";
import type { Db } from "../store/database.ts";
import { accountLife, carryOut, ofAccount } from "./account-life.ts";
import { createdInSage } from "./created-in-sage.ts";
import { lostAccounts } from "./lost-accounts.ts";

/** As Sage gets them, however their institution has written them. */
const Numbers = z.object({
  accountNumber: z.string().transform(plainCode),
  branchCode: z.string().transform(plainCode).nullable(),
});
/** Every column that may be seen: no numbers. */
const {
  sealedNumbers: _,
  connectedAt: __,
  createdAt: ___,
  balanceToldAt: ____,
  disconnectedBy: _____,
  disconnectedAt: ______,
  ...visible
} = getTableColumns(sourceAccounts);
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** Connections, source accounts and passcodes in the database. Account numbers leave it through `numbers` alone. */
export function connectionStore(
  db: Db,
  cipher: Cipher,
  tell: Tell = tellNobody,
  follow: Follow = followNobody,
): ConnectionReader & ConnectionStore {
  /** Has an event do to an account what it does; null, or why it does nothing. */
  async function changed(tx: Db, account: AccountLife, event: AccountEvent, at: Date) {
    const stepped = accountStep(account, event, at);
    if (!stepped.ok) return stepped.problem;
    await carryOut(tx, { tell, follow }, ofAccount(account, stepped.value, at));
    return null;
  }

  return {
    async connection(institutionId, connectionId) {
      const own = and(eq(connections.id, connectionId), eq(connections.institutionId, institutionId));
      const [row] = await db
        .select({
          id: connections.id,
          institutionId: connections.institutionId,
          companyId: connections.companyId,
          companyName: companies.name,
          status: connections.status,
        })
        .from(connections)
        .innerJoin(companies, eq(companies.id, connections.companyId))
        .where(own);
      return row ?? null;
    },

    accounts: (institutionId, connectionId) =>
      db
        .select(visible)
        .from(sourceAccounts)
        .where(and(eq(sourceAccounts.connectionId, connectionId), eq(sourceAccounts.institutionId, institutionId)))
        .orderBy(sourceAccounts.name, sourceAccounts.id),

    async accountById(accountId) {
      const [row] = await db.select(visible).from(sourceAccounts).where(eq(sourceAccounts.id, accountId));
      return row ?? null;
    },

    async accountBySageId(sageBankAccountId) {
      const [row] = await db
        .select(visible)
        .from(sourceAccounts)
        .where(eq(sourceAccounts.sageBankAccountId, sageBankAccountId));
      return row ?? null;
    },

    async heldPasscode(institutionId, connectionId) {
      const [row] = await db
        .select()
        .from(passcodes)
        .where(and(eq(passcodes.connectionId, connectionId), eq(passcodes.institutionId, institutionId)))
        // The one that is not revoked, else the last that was: two may be of the same millisecond.
        .orderBy(sql`${passcodes.revokedAt} desc nulls first`, desc(passcodes.createdAt))
        .limit(1);
      if (!row) return null;
      const { id, hash, expiresAt, failures, redeemedBy, revokedAt } = row;
      return { id, hash, expiresAt, failures, redeemedBy, revoked: revokedAt !== null };
    },

    async countFailure(passcodeId) {
      await db
        .update(passcodes)
        .set({ failures: sql`${passcodes.failures} + 1` })
        .where(eq(passcodes.id, passcodeId ?? NOBODY));
    },

    async numbers(institutionId, accountIds) {
      if (accountIds.length === 0) return new Map();
      const rows = await db
        .select({ id: sourceAccounts.id, sealed: sourceAccounts.sealedNumbers })
        .from(sourceAccounts)
        .where(and(inArray(sourceAccounts.id, [...accountIds]), eq(sourceAccounts.institutionId, institutionId)));
      return new Map(rows.map(({ id, sealed }) => [id, Numbers.parse(JSON.parse(cipher.open(sealed, id)))]));
    },

    replacePasscode: (passcode, by) =>
      db.transaction(async (tx) => {
        // The connection's row is the queue: two requests at once revoke one after the other.
        const own = and(
          eq(connections.id, passcode.connectionId),
          eq(connections.institutionId, passcode.institutionId),
        );
        await tx.select({ id: connections.id }).from(connections).where(own).for("update");
        await tx
          .update(passcodes)
          .set({ revokedAt: passcode.createdAt })
          .where(and(eq(passcodes.connectionId, passcode.connectionId), isNull(passcodes.revokedAt)));
        await tx.insert(passcodes).values(passcode);
        await tx.insert(events).values({
          at: passcode.createdAt,
          type: "passcode-issued",
          actor: by,
          institutionId: passcode.institutionId,
          connectionId: passcode.connectionId,
          detail: { expiresAt: passcode.expiresAt.toISOString() },
        });
      }),

    markConnected: (link, at, word = "answered") =>
      db.transaction(async (tx) => {
        const own = eq(sourceAccounts.id, link.sourceAccountId);
        await queueFor(tx, link.sageBankAccountId);
        await connectionFirst(tx, own);
        const account = await accountLife(tx, own, "held");
        if (!account) return "unknown";
        const event = await createdInSage(tx, account, link, word);
        return (await changed(tx, account, event, at)) ?? "connected";
      }),

    markDisconnected: (sageBankAccountId, at) =>
      db.transaction(async (tx) => {
        const its = eq(sourceAccounts.sageBankAccountId, sageBankAccountId);
        await queueFor(tx, sageBankAccountId);
        await connectionFirst(tx, its);
        const account = await accountLife(tx, its, "held");
        if (!account) return "unknown";
        return (await changed(tx, account, { type: "ended", sageBankAccountId }, at)) ?? "disconnected";
      }),

    ...lostAccounts(db),

    async supportedAccountsBeside(sourceAccountId) {
      const [found] = await db
        .select({ companyId: connections.companyId, connectionId: connections.id })
        .from(sourceAccounts)
        .innerJoin(connections, eq(connections.id, sourceAccounts.connectionId))
        .where(eq(sourceAccounts.id, sourceAccountId));
      if (!found) return null;
      const accounts: SourceAccount[] = await db
        .select(visible)
        .from(sourceAccounts)
        .where(eq(sourceAccounts.connectionId, found.connectionId))
        .orderBy(sourceAccounts.name, sourceAccounts.id);
      return { companyId: found.companyId, accounts: accounts.filter(isSupportedBySage) };
    },
  };
}

/**
 * A transaction that changes accounts holds their connection first. Two accounts that end at once see each other, and
 * no deadlock occurs.
 */
async function connectionFirst(tx: Db, account: SQL) {
  const of = tx.select({ id: sourceAccounts.connectionId }).from(sourceAccounts).where(account);
  const held = tx.select({ id: connections.id }).from(connections).where(inArray(connections.id, of));
  await held.for("update");
}

/** Runs creation and deletion of one Sage account in sequence, so the later one sees the earlier one's change. */
const queueFor = (tx: Db, sageBankAccountId: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${sageBankAccountId}, 0))`);
