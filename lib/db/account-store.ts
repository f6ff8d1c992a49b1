import { randomUUID } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import type { AccountDetails, AccountHome, AccountStore } from "../connection/account-details.ts";
import { lastFourOf } from "../connection/mask.ts";
import { openAccount } from "./account-numbers.ts";
import type { Cipher } from "./cipher.ts";
import { record } from "./company-connection-store.ts";
import type { Db } from "./database.ts";
import { type Follow, followNobody } from "./feed/follow.ts";
import { holdFeeds } from "./feed/line-up.ts";
import { type Tell, tellNobody } from "./outbox.ts";
import { connections, sourceAccounts } from "./schema.ts";

/** Source accounts in the database as their institution writes them; their numbers are sealed. */
export function accountStore(
  db: Db,
  cipher: Cipher,
  clock: () => Date,
  tell: Tell = tellNobody,
  follow: Follow = followNobody,
): AccountStore {
  const inHome = ({ institutionId, companyId, connectionId }: AccountHome) =>
    and(
      eq(connections.id, connectionId),
      eq(connections.companyId, companyId),
      eq(connections.institutionId, institutionId),
    );
  const own = ({ institutionId, connectionId }: AccountHome, externalId: string) =>
    and(
      eq(sourceAccounts.connectionId, connectionId),
      eq(sourceAccounts.institutionId, institutionId),
      eq(sourceAccounts.externalId, externalId),
    );
  const exists = async (home: AccountHome) =>
    (await db.select({ id: connections.id }).from(connections).where(inHome(home))).length > 0;

  const opened = (row: typeof sourceAccounts.$inferSelect) => openAccount(cipher, row);

  async function told(tx: Db, { institutionId, connectionId }: AccountHome, type: string, disconnected: string | null) {
    const detail = disconnected === null ? {} : { sourceAccountId: disconnected };
    await record(tx, clock(), type, institutionId, connectionId, detail);
    if (disconnected !== null)
      await tell(tx, institutionId, "bankFeeds.sourceAccount.disconnected", { sourceAccountId: disconnected });
  }

  const rowOf = ({ institutionId, connectionId }: AccountHome, { numbers, ...account }: AccountDetails) => {
    const id = randomUUID();
    const sealedNumbers = cipher.seal(JSON.stringify(numbers), id);
    const lastFour = lastFourOf(numbers.accountNumber);
    return { id, institutionId, connectionId, ...account, sealedNumbers, lastFour, createdAt: clock() };
  };

  return {
    async list(home) {
      if (!(await exists(home))) return null;
      const rows = await db
        .select()
        .from(sourceAccounts)
        .where(eq(sourceAccounts.connectionId, home.connectionId))
        .orderBy(sourceAccounts.createdAt, sourceAccounts.externalId);
      return rows.map(opened);
    },

    async account(home, externalId) {
      if (!(await exists(home))) return null;
      const [row] = await db.select().from(sourceAccounts).where(own(home, externalId));
      return row ? opened(row) : null;
    },

    add: (home, accounts) =>
      db.transaction(async (tx) => {
        // Held until the accounts are there: a connection that is being deleted gets none.
        const held = await tx.select({ id: connections.id }).from(connections).where(inHome(home)).for("key share");
        if (held.length === 0) return null;
        const rows = accounts.map((account) => rowOf(home, account));
        const added = await tx.insert(sourceAccounts).values(rows).onConflictDoNothing().returning();
        const byId = new Map(added.map((row) => [row.id, opened(row)]));
        return rows.map(({ id }) => byId.get(id) ?? null);
      }),

    change: (home, before, change) =>
      db.transaction(async (tx) => {
        if (Object.keys(change).length === 0) return true;
        const still = and(eq(sourceAccounts.id, before.id), eq(sourceAccounts.status, before.status));
        const changed = await tx.update(sourceAccounts).set(change).where(still).returning({ id: sourceAccounts.id });
        if (changed.length > 0 && change.status === "disconnected") {
          await told(tx, home, "account-disconnected", before.id);
          await follow(tx, { sourceAccountId: before.id });
        }
        return changed.length > 0;
      }),

    async remove(home, externalId) {
      return db.transaction(async (tx) => {
        const homes = tx.select({ id: connections.id }).from(connections).where(inHome(home));
        const one = and(own(home, externalId), inArray(sourceAccounts.connectionId, homes));
        await holdFeeds(tx, one);
        const [going] = await tx
          .select({ id: sourceAccounts.id, status: sourceAccounts.status })
          .from(sourceAccounts)
          .where(one)
          .for("update");
        if (!going) return false;
        // Told while there is still something to tell of.
        await told(tx, home, "account-deleted", going.status === "connected" ? going.id : null);
        await tx.delete(sourceAccounts).where(eq(sourceAccounts.id, going.id));
        return true;
      });
    },
  };
}
