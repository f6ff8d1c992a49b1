import { randomUUID } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import {
  type AccountDetails,
  type AccountHome,
  type AccountStore,
  type HeldAccount,
  ROUTING_TYPES,
} from "../connection/account-details.ts";
import { lastFourOf } from "../connection/mask.ts";
import type { Cipher } from "./cipher.ts";
import { record } from "./company-connection-store.ts";
import type { Db } from "./database.ts";
import { connections, sourceAccounts } from "./schema.ts";

const Numbers = z.object({
  accountNumber: z.string(),
  branchCode: z.string().nullable(),
  sortCode: z.string().nullable().optional(),
  routingInfo: z
    .object({ bankCode: z.string().optional(), type: z.enum(ROUTING_TYPES) })
    .nullable()
    .default(null),
});

/** Source accounts in the database as their institution writes them; their numbers are sealed. */
export function accountStore(db: Db, cipher: Cipher, clock: () => Date): AccountStore {
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

  function opened(row: typeof sourceAccounts.$inferSelect): HeldAccount {
    const { sortCode, routingInfo, ...plain } = Numbers.parse(JSON.parse(cipher.open(row.sealedNumbers, row.id)));
    const routing = routingInfo && {
      ...(routingInfo.bankCode === undefined ? {} : { bankCode: routingInfo.bankCode }),
      type: routingInfo.type,
    };
    // Accounts that did not come over the API have one code, which is their sort code.
    const numbers = { ...plain, sortCode: sortCode === undefined ? plain.branchCode : sortCode, routingInfo: routing };
    return { ...row, numbers };
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
        if (changed.length > 0 && change.status === "disconnected")
          await record(tx, clock(), "account-disconnected", home.institutionId, home.connectionId);
        return changed.length > 0;
      }),

    async remove(home, externalId) {
      return db.transaction(async (tx) => {
        const homes = tx.select({ id: connections.id }).from(connections).where(inHome(home));
        const gone = await tx
          .delete(sourceAccounts)
          .where(and(own(home, externalId), inArray(sourceAccounts.connectionId, homes)))
          .returning({ id: sourceAccounts.id });
        if (gone.length > 0) await record(tx, clock(), "account-deleted", home.institutionId, home.connectionId);
        return gone.length > 0;
      });
    },
  };
}
