import { and, eq, type SQL } from "drizzle-orm";
import type { AccountEffect, AccountLife, ConnectionLife, Stepped } from "../../connection/account-life.ts";
import { authorisedBy, type SharedJourney, sharedBy } from "../../connection/shared-journeys.ts";
import type { Follow } from "../feed/follow.ts";
import { type Tell, tellOfAccounts } from "../institution/outbox.ts";
import { connections, events, journeys, sageAccounts, sourceAccounts } from "../schema.ts";
import type { Db } from "../store/database.ts";
import { isConnected, mayBeTaken } from "../store/predicates.ts";

const { id, state, kind, accountIds, bankId, announcedAt, confirmedAt, linkedAt, connectedAt } = journeys;
const sharedColumns = { id, state, kind, accountIds, bankId, announcedAt, confirmedAt, linkedAt, connectedAt };

/** The journeys of a connection of which Sage took, or may have taken, what their users shared: few. */
const journeysOf = (tx: Db, connectionId: string): Promise<SharedJourney[]> =>
  tx
    .select(sharedColumns)
    .from(journeys)
    .where(and(eq(journeys.connectionId, connectionId), mayBeTaken));

/** A source account with the facts that its rules need; null when there is none. A caller that changes it holds its connection first. */
export async function accountLife(tx: Db, which: SQL | undefined, lock: "held" | "free"): Promise<AccountLife | null> {
  const found = tx.select().from(sourceAccounts).where(which);
  const [account] = await (lock === "held" ? found.for("update") : found);
  if (!account) return null;
  const { id, connectionId } = account;
  const connection = await connectionWith(tx, eq(connections.id, connectionId), "free");
  // Deleted with its connection at this moment, where it is not held.
  if (!connection) return null;
  const { sageBankAccountId, connectedAt, endedAt } = sageAccounts;
  const had = await tx
    .select({ sageBankAccountId, connectedAt, endedAt })
    .from(sageAccounts)
    .where(eq(sageAccounts.connectionId, connectionId));
  return { ...account, connection: connection.life, ...sharedBy(connection.journeys, id), sageAccounts: had };
}

/** A connection with the facts that its rules need; null when there is none. */
export const connectionLife = async (tx: Db, which: SQL | undefined, lock: "held" | "free") =>
  (await connectionWith(tx, which, lock))?.life ?? null;

async function connectionWith(tx: Db, which: SQL | undefined, lock: "held" | "free") {
  const found = tx.select().from(connections).where(which);
  const [connection] = await (lock === "held" ? found.for("update") : found);
  if (!connection) return null;
  const connected = await tx
    .select({ id: sourceAccounts.id })
    .from(sourceAccounts)
    .where(and(eq(sourceAccounts.connectionId, connection.id), isConnected));
  const shared = await journeysOf(tx, connection.id);
  const life: ConnectionLife = {
    ...connection,
    ...authorisedBy(shared),
    connectedIds: connected.map(({ id }) => id),
  };
  return { life, journeys: shared };
}

type Change = {
  at: Date;
  effects: readonly AccountEffect[];
  connection: { before: ConnectionLife; after: ConnectionLife };
  /** Absent where all accounts of a connection are at hand. */
  account?: AccountLife;
};

export const ofAccount = (before: AccountLife, { after, effects }: Stepped<AccountLife>, at: Date): Change => ({
  at,
  effects,
  account: after,
  connection: { before: before.connection, after: after.connection },
});

export const ofConnection = (
  before: ConnectionLife,
  { after, effects }: Stepped<ConnectionLife>,
  at: Date,
): Change => ({
  at,
  effects,
  connection: { before, after },
});

/** Does what a step has decided, in its order. False, and nothing more is done, when somebody has moved the connection since it was read. */
export async function carryOut(
  tx: Db,
  { tell, follow }: { tell: Tell; follow: Follow },
  { at, effects, account, connection: { before, after } }: Change,
): Promise<boolean> {
  const { id: connectionId, institutionId } = before;
  const subject = account ? { sourceAccountId: account.id } : { connectionId };
  for (const effect of effects)
    switch (effect.type) {
      case "save":
        if (account) await save(tx, account);
        break;
      case "save-connection": {
        const { status, movedAt, unlinkedAt } = after;
        const still = and(eq(connections.id, connectionId), eq(connections.status, before.status));
        const moved = await tx
          .update(connections)
          .set({ status, movedAt, unlinkedAt })
          .where(still)
          .returning({ id: connections.id });
        if (moved.length === 0) return false;
        break;
      }
      case "remember": {
        const { connectedAt, endedAt } = effect.sageAccount;
        await tx
          .insert(sageAccounts)
          .values({ connectionId, ...effect.sageAccount })
          .onConflictDoUpdate({
            target: [sageAccounts.connectionId, sageAccounts.sageBankAccountId],
            set: { connectedAt, endedAt },
          });
        break;
      }
      case "finish-journey":
        await tx.update(journeys).set({ connectedAt: at }).where(eq(journeys.id, effect.journeyId));
        break;
      case "note": {
        const { entry: type, actor, detail } = effect;
        await tx.insert(events).values({ at, type, actor, institutionId, connectionId, detail });
        break;
      }
      case "tell-of-account":
        await tell(tx, institutionId, effect.event, subject);
        break;
      case "tell-of-connection":
        await tell(tx, institutionId, effect.event, { connectionId });
        break;
      case "tell-of-accounts":
        await tellOfAccounts(tx, tell, effect.what, { institutionId, connectionId }, account?.id);
        break;
      case "follow":
        await follow(tx, subject);
    }
  return true;
}

function save(tx: Db, account: AccountLife) {
  const { status, sageBankAccountId, sageBankId, feedStartDate, connectedAt, disconnectedBy, disconnectedAt } = account;
  return tx
    .update(sourceAccounts)
    .set({ status, sageBankAccountId, sageBankId, feedStartDate, connectedAt, disconnectedBy, disconnectedAt })
    .where(eq(sourceAccounts.id, account.id));
}
