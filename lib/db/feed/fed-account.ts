import { eq } from "drizzle-orm";
import { isLinked } from "../../connection/connection.ts";
import { connections, sourceAccounts } from "../schema.ts";
import type { Db } from "../store/database.ts";

/** An account, and if its connection is linked; null when it is gone. */
export async function accountNow(tx: Db, sourceAccountId: string) {
  const [row] = await tx
    .select({ account: sourceAccounts, connection: connections.status })
    .from(sourceAccounts)
    .innerJoin(connections, eq(connections.id, sourceAccounts.connectionId))
    .where(eq(sourceAccounts.id, sourceAccountId));
  return row ? { ...row.account, isLinked: isLinked(row.connection) } : null;
}
