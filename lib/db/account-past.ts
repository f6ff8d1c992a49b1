import { and, eq, sql } from "drizzle-orm";
import type { Db } from "./database.ts";
import { events, journeys } from "./schema.ts";

type Account = { id: string; connectionId: string };

/** Whether an account of the connection's was connected as this one of Sage's before: word of it is none of a new one then. */
export async function wasConnected(tx: Db, { connectionId }: Pick<Account, "connectionId">, sageBankAccountId: string) {
  const before = and(
    eq(events.connectionId, connectionId),
    eq(events.type, "account-connected"),
    sql`${events.detail} ->> 'sageBankAccountId' = ${sageBankAccountId}`,
  );
  return (await tx.$count(events, before)) > 0;
}

/** Whether its user has shared an account once more since its institution ended it. */
export const isSharedSinceItsEnd = (tx: Db, account: Account) =>
  isSharedSince(
    tx,
    account,
    sql`${events.type} = 'account-disconnected' and ${events.detail} ->> 'sourceAccountId' = ${account.id}`,
  );

/** Whether its user has shared an account, or authorised its connection anew, since its institution unlinked that. */
export const isSharedSinceUnlinked = (tx: Db, account: Account) =>
  isSharedSince(tx, account, sql`${events.type} = 'connection-unlinked'`);

/** A journey of which we never learnt whether Sage took it may be the one that led to what Sage says now. */
async function isSharedSince(tx: Db, { id, connectionId }: Account, then: ReturnType<typeof sql>) {
  const last = sql`(select max(${events.at}) from ${events} where ${events.connectionId} = ${connectionId} and ${then})`;
  const since = and(
    eq(journeys.connectionId, connectionId),
    sql`(${journeys.state} = 'linked' or ${journeys.ambiguous})`,
    sql`(${journeys.kind} = 'reauth' or ${journeys.accountIds} ? ${id})`,
    sql`coalesce(${journeys.linkedAt}, ${journeys.announcedAt}) > ${last}`,
  );
  return (await tx.$count(journeys, since)) > 0;
}

/** Whether Sage has ended one of its accounts, by its word or its answer. */
export async function endedBySage(tx: Db, { connectionId }: Pick<Account, "connectionId">, sageBankAccountId: string) {
  const end = and(
    eq(events.connectionId, connectionId),
    eq(events.type, "account-disconnected"),
    sql`${events.detail} ->> 'sageBankAccountId' = ${sageBankAccountId}`,
  );
  return (await tx.$count(events, end)) > 0;
}
