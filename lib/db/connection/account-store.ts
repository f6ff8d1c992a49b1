import { randomUUID } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import type { AccountDetails, AccountHome, AccountStore } from "../../connection/account-details.ts";
import type { AccountLife } from "../../connection/account-life.ts";
import { accountStep } from "../../connection/account-step.ts";
import type { ConnectionStatus } from "../../connection/connection.ts";
import { lastFourOf } from "../../connection/mask.ts";
import { type Follow, followNobody } from "../feed/follow.ts";
import { lockFeeds } from "../feed/locks.ts";
import { type Tell, tellNobody } from "../institution/outbox.ts";
import { connections, sourceAccounts } from "../schema.ts";
import type { Cipher } from "../store/cipher.ts";
import type { Db } from "../store/database.ts";
import { accountLife, carryOut, ofAccount } from "./account-life.ts";
import { openAccount } from "./account-numbers.ts";

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
  /** Waits for a request that unlinks the connection at this moment, so that each end is reported once. */
  const holdConnection = (tx: Db, home: AccountHome) =>
    tx.select({ id: connections.id }).from(connections).where(inHome(home)).for("share");
  const statusOf = async (home: AccountHome) =>
    (await db.select({ status: connections.status }).from(connections).where(inHome(home)))[0]?.status ?? null;

  const openedIn = (connection: ConnectionStatus) => (row: typeof sourceAccounts.$inferSelect) =>
    openAccount(cipher, row, connection);

  /** Has an end by its institution do to an account what it does. */
  async function end(tx: Db, account: AccountLife, type: "disconnected" | "deleted") {
    const now = clock();
    const stepped = accountStep(account, { type }, now);
    if (stepped.ok) await carryOut(tx, { tell, follow }, ofAccount(account, stepped.value, now));
  }

  const rowOf = ({ institutionId, connectionId }: AccountHome, { numbers, ...account }: AccountDetails) => {
    const id = randomUUID();
    const sealedNumbers = cipher.seal(JSON.stringify(numbers), id);
    const lastFour = lastFourOf(numbers.accountNumber);
    const now = clock();
    const times = { createdAt: now, balanceToldAt: now };
    return { id, institutionId, connectionId, ...account, sealedNumbers, lastFour, ...times };
  };

  return {
    async list(home) {
      const status = await statusOf(home);
      if (!status) return null;
      const rows = await db
        .select()
        .from(sourceAccounts)
        .where(eq(sourceAccounts.connectionId, home.connectionId))
        .orderBy(sourceAccounts.createdAt, sourceAccounts.externalId);
      return rows.map(openedIn(status));
    },

    async account(home, externalId) {
      const status = await statusOf(home);
      if (!status) return null;
      const [row] = await db.select().from(sourceAccounts).where(own(home, externalId));
      return row ? openedIn(status)(row) : null;
    },

    add: (home, accounts) =>
      db.transaction(async (tx) => {
        // Held until the accounts are there: a connection that is being deleted gets none.
        const [held] = await tx
          .select({ status: connections.status })
          .from(connections)
          .where(inHome(home))
          .for("key share");
        if (!held) return null;
        const rows = accounts.map((account) => rowOf(home, account));
        const added = await tx.insert(sourceAccounts).values(rows).onConflictDoNothing().returning();
        const byId = new Map(added.map((row) => [row.id, openedIn(held.status)(row)]));
        return rows.map(({ id }) => byId.get(id) ?? null);
      }),

    change: (home, before, change) =>
      db.transaction(async (tx) => {
        if (Object.keys(change).length === 0) return true;
        await holdConnection(tx, home);
        const still = and(eq(sourceAccounts.id, before.id), eq(sourceAccounts.status, before.status));
        const { status, ...columns } = change;
        const account = status ? await accountLife(tx, still, "held") : null;
        const since = change.balance === undefined ? {} : { balanceToldAt: clock() };
        const changed = await tx
          .update(sourceAccounts)
          // The status as it is, where nothing else changes: an update has to set something.
          .set({ status: before.status, ...columns, ...since })
          .where(still)
          .returning({ id: sourceAccounts.id });
        if (account) await end(tx, account, "disconnected");
        return changed.length > 0;
      }),

    async remove(home, externalId) {
      return db.transaction(async (tx) => {
        const homes = tx.select({ id: connections.id }).from(connections).where(inHome(home));
        const one = and(own(home, externalId), inArray(sourceAccounts.connectionId, homes));
        await lockFeeds(tx, one);
        await holdConnection(tx, home);
        const going = await accountLife(tx, one, "held");
        if (!going) return false;
        // Written before the removal, while the subject still exists.
        await end(tx, going, "deleted");
        await tx.delete(sourceAccounts).where(eq(sourceAccounts.id, going.id));
        return true;
      });
    },
  };
}
