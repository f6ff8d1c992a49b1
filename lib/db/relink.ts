import { and, eq, sql } from "drizzle-orm";
import type { Follow } from "./feed/follow.ts";
import type { Witness } from "./journey-store.ts";
import type { Tell } from "./outbox.ts";
import { connections, sourceAccounts } from "./schema.ts";

/**
 * Links a connection again that its institution had unlinked, once its user has shared an account that Sage has connected
 * already: of such a one Sage tells nothing more.
 */
export const relinks =
  (tell: Tell, follow: Follow): Witness =>
  async (tx, { kind, institutionId, connectionId, accountIds }, { type }) => {
    if (type !== "linked" || !institutionId || !connectionId) return;
    const shared =
      kind === "reauth" ? undefined : sql`${JSON.stringify(accountIds)}::jsonb ? ${sourceAccounts.id}::text`;
    const connected = and(
      eq(sourceAccounts.connectionId, connectionId),
      eq(sourceAccounts.status, "connected"),
      shared,
    );
    const unlinked = and(eq(connections.id, connectionId), eq(connections.status, "Unlinked"));
    if ((await tx.$count(connections, unlinked)) === 0 || (await tx.$count(sourceAccounts, connected)) === 0) return;
    const moved = await tx
      .update(connections)
      .set({ status: "Linked" })
      .where(unlinked)
      .returning({ id: connections.id });
    if (moved.length === 0) return;
    await tell(tx, institutionId, "connection.reconnected", { connectionId });
    await follow(tx, { connectionId });
  };
