import { and, desc, eq, getTableColumns, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { SageAccountLink, SourceAccount } from "../connection/connection.ts";
import { isSupportedBySage } from "../connection/connection.ts";
import type { ConnectionReader, ConnectionStore } from "../connection/ports.ts";
import { endedBySage, isSharedSinceUnlinked, staysEnded, wasConnected } from "./account-past.ts";
import type { Cipher } from "./cipher.ts";
import type { Db } from "./database.ts";
import { type Follow, followNobody } from "./feed/follow.ts";
import { lostAccounts } from "./lost-accounts.ts";
import { type Tell, tellNobody } from "./outbox.ts";
import { banks, companies, connections, events, journeys, notifications, passcodes, sourceAccounts } from "./schema.ts";

const Numbers = z.object({ accountNumber: z.string(), branchCode: z.string().nullable() });
/** Every column that may be seen: no numbers. */
const { sealedNumbers: _, connectedAt: __, createdAt: ___, ...visible } = getTableColumns(sourceAccounts);
/** As the notification's door reads it: words alone, and no year that nobody's calendar has. */
const StartDate = z
  .string()
  .transform((text) => new Date(text))
  .pipe(z.date().min(new Date("1900-01-01")).max(new Date("2199-12-31")))
  .nullable()
  .catch(null);
type Account = typeof sourceAccounts.$inferSelect;
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** Connections, source accounts and passcodes in the database. Account numbers leave it through `numbers` alone. */
export function connectionStore(
  db: Db,
  cipher: Cipher,
  tell: Tell = tellNobody,
  follow: Follow = followNobody,
): ConnectionReader & ConnectionStore {
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
        await queueFor(tx, link.sageBankAccountId);
        await connectionFirst(tx, eq(sourceAccounts.id, link.sourceAccountId));
        const [account] = await tx
          .select()
          .from(sourceAccounts)
          .where(eq(sourceAccounts.id, link.sourceAccountId))
          .for("update");
        if (!account) return "unknown";
        const isKnown = account.sageBankAccountId === link.sageBankAccountId;
        if (isKnown && account.status === "connected") return "repeated";
        // The institution ended it: Sage may still have it, or another one, but nobody has asked for it again.
        if (account.status === "disconnected" && (await staysEnded(tx, account, link.sageBankAccountId)))
          return "stale";
        // The key of a notification is Sage's id alone: a second one under it is a repeat, whatever else it says.
        const held = eq(sourceAccounts.sageBankAccountId, link.sageBankAccountId);
        const [holder] = await tx.select({ id: sourceAccounts.id }).from(sourceAccounts).where(held);
        if (holder && holder.id !== account.id) return "repeated";
        const named = eq(banks.id, link.bankId ?? NOBODY);
        const [bank] = await tx.select({ id: banks.id, of: banks.institutionId }).from(banks).where(named);
        if (bank && bank.of !== account.institutionId) return "unknown";
        // Notifications come out of order: one that was deleted already stays deleted, Sage never revives an id.
        const [deleted] = await tx
          .select({ id: notifications.resourceId })
          .from(notifications)
          .where(
            and(
              eq(notifications.type, "resourceDeleted"),
              eq(notifications.resourceType, "bankAccount"),
              eq(notifications.resourceId, link.sageBankAccountId),
            ),
          );
        if (deleted) return "stale";
        if (word === "notified" && (await isContested(tx, account, link))) return "contested";
        await tx
          .update(sourceAccounts)
          .set({
            status: "connected",
            sageBankAccountId: link.sageBankAccountId,
            sageBankId: bank?.id ?? account.sageBankId ?? (await bankOfLastJourney(tx, account.connectionId)),
            // Where Sage names none, that of before holds; a day's transactions may be dated with its midnight.
            feedStartDate:
              link.requestedStartDate ??
              (await toldStartDate(tx, link.sageBankAccountId)) ??
              account.feedStartDate ??
              midnightOf(at),
            connectedAt: at,
          })
          .where(eq(sourceAccounts.id, account.id));
        const shared = sql`${journeys.accountIds} ? ${account.id}`;
        const waiting = and(eq(journeys.connectionId, account.connectionId), eq(journeys.state, "linked"), shared);
        // Of several that shared it the last one made Sage ask; the others were not finished there.
        const [last] = await tx
          .select({ id: journeys.id, connectedAt: journeys.connectedAt })
          .from(journeys)
          .where(waiting)
          .orderBy(desc(journeys.announcedAt))
          .limit(1);
        if (last && !last.connectedAt)
          await tx.update(journeys).set({ connectedAt: at }).where(eq(journeys.id, last.id));
        const home = eq(connections.id, account.connectionId);
        const [before] = await tx.select({ status: connections.status }).from(connections).where(home).for("update");
        // What its institution has unlinked nobody but its user links again: word of before then does not.
        const isLinked = before?.status !== "Unlinked" || (await isSharedSinceUnlinked(tx, account));
        if (isLinked) await tx.update(connections).set({ status: "Linked" }).where(home);
        await tx.insert(events).values({
          at,
          type: "account-connected",
          actor: "sage",
          institutionId: account.institutionId,
          connectionId: account.connectionId,
          detail: { sourceAccountId: account.id, sageBankAccountId: link.sageBankAccountId },
        });
        const { institutionId, connectionId } = account;
        if (isLinked && before?.status !== "Linked") {
          const type = before?.status === "PendingAuth" ? "connection.connected" : "connection.reconnected";
          await tell(tx, institutionId, type, { connectionId });
        }
        await tell(tx, institutionId, "bankFeeds.sourceAccount.connected", { sourceAccountId: account.id });
        // What it got before goes to Sage's new account from the new start date.
        await follow(tx, { sourceAccountId: account.id });
        return "connected";
      }),

    markDisconnected: (sageBankAccountId, at) =>
      db.transaction(async (tx) => {
        await queueFor(tx, sageBankAccountId);
        await connectionFirst(tx, eq(sourceAccounts.sageBankAccountId, sageBankAccountId));
        const [account] = await tx
          .select()
          .from(sourceAccounts)
          .where(eq(sourceAccounts.sageBankAccountId, sageBankAccountId))
          .for("update");
        if (!account) return "unknown";
        // Ended by its institution before, it is ended in Sage only now: what is under way there may never be finished.
        const wasEnded = account.status === "disconnected";
        if (wasEnded && (await endedBySage(tx, account, sageBankAccountId))) return "repeated";
        await tx.update(sourceAccounts).set({ status: "disconnected" }).where(eq(sourceAccounts.id, account.id));
        await tx.insert(events).values({
          at,
          type: "account-disconnected",
          actor: "sage",
          institutionId: account.institutionId,
          connectionId: account.connectionId,
          detail: { sourceAccountId: account.id, sageBankAccountId },
        });
        if (!wasEnded)
          await tell(tx, account.institutionId, "bankFeeds.sourceAccount.disconnected", {
            sourceAccountId: account.id,
          });
        await deauthoriseIfLast(tx, tell, account);
        await follow(tx, { sourceAccountId: account.id });
        return "disconnected";
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

/** Whether word of another account may be late, or a repeat: another one is known, and not from Sage that it is over. */
async function isContested(tx: Db, account: Account, told: SageAccountLink) {
  if (account.sageBankAccountId === null) return false;
  if (!(await endedBySage(tx, account, account.sageBankAccountId))) return true;
  return wasConnected(tx, account, told.sageBankAccountId);
}

/** The start date that Sage gave with an account once, where it gave one. */
async function toldStartDate(tx: Db, sageBankAccountId: string) {
  const [told] = await tx
    .select({ of: notifications.additionalData })
    .from(notifications)
    .where(
      and(
        eq(notifications.type, "resourceCreated"),
        eq(notifications.resourceType, "bankAccount"),
        eq(notifications.resourceId, sageBankAccountId),
      ),
    );
  return StartDate.parse(told?.of.requestedStartDate);
}

const midnightOf = (at: Date) => new Date(`${at.toISOString().slice(0, 10)}T00:00:00Z`);

/** A connection whose last account was ended in Sage is not linked any more; its user may connect again. */
async function deauthoriseIfLast(
  tx: Db,
  tell: Tell,
  { institutionId, connectionId }: { institutionId: string; connectionId: string },
) {
  const stillConnected = and(eq(sourceAccounts.connectionId, connectionId), eq(sourceAccounts.status, "connected"));
  if ((await tx.$count(sourceAccounts, stillConnected)) > 0) return;
  const linked = and(eq(connections.id, connectionId), eq(connections.status, "Linked"));
  const moved = await tx
    .update(connections)
    .set({ status: "Deauthorized" })
    .where(linked)
    .returning({ id: connections.id });
  if (moved.length > 0) await tell(tx, institutionId, "connection.disconnected", { connectionId });
}

/**
 * Everybody who changes accounts holds their connection first: two accounts that end at once see each other, and nobody waits
 * for whoever waits for them.
 */
async function connectionFirst(tx: Db, account: SQL) {
  const of = tx.select({ id: sourceAccounts.connectionId }).from(sourceAccounts).where(account);
  await tx.select({ id: connections.id }).from(connections).where(inArray(connections.id, of)).for("update");
}

/** Creation and deletion of one Sage account take turns, so that the later one sees what the earlier one did. */
const queueFor = (tx: Db, sageBankAccountId: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${sageBankAccountId}, 0))`);

/** Sage's notification may not name the bank; the journey that led to it does. */
async function bankOfLastJourney(tx: Db, connectionId: string) {
  const [row] = await tx
    .select({ bankId: journeys.bankId })
    .from(journeys)
    .where(and(eq(journeys.connectionId, connectionId), eq(journeys.state, "linked")))
    .orderBy(desc(journeys.announcedAt))
    .limit(1);
  return row?.bankId ?? null;
}
