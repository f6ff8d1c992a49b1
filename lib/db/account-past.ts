import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "./database.ts";
import { events, journeys, sourceAccounts } from "./schema.ts";

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

/**
 * Whether an account is to stay ended: its institution has ended it since it was connected last, and its user has not shared it once
 * more since then. Which account an institution ended was not written down at first: then it may have been any.
 */
export async function staysEnded(tx: Db, account: Account) {
  const of = sql`${events.connectionId} = ${account.connectionId} and coalesce(${events.detail} ->> 'sourceAccountId', ${account.id}) = ${account.id}`;
  const lastOf = (type: SQL) => sql`(select max(${events.at}) from ${events} where ${of} and ${type})`;
  const end = lastOf(sql`${events.type} = 'account-disconnected' and ${events.actor} = 'institution'`);
  const begin = lastOf(sql`${events.type} = 'account-connected'`);
  const [found] = await tx
    .select({ isOver: sql<boolean>`coalesce(${end} >= coalesce(${begin}, '-infinity'), false)` })
    .from(sourceAccounts)
    .where(eq(sourceAccounts.id, account.id));
  return (
    found?.isOver === true && !(await isSharedSince(tx, account, end, sql`${journeys.accountIds} ? ${account.id}`))
  );
}

/** Whether its user has shared an account, or authorised its connection anew, since its institution unlinked that. */
export function isSharedSinceUnlinked(tx: Db, account: Account) {
  const unlinked = sql`${events.connectionId} = ${account.connectionId} and ${events.type} = 'connection-unlinked'`;
  const then = sql`(select max(${events.at}) from ${events} where ${unlinked})`;
  return isSharedSince(tx, account, then, sql`(${journeys.kind} = 'reauth' or ${journeys.accountIds} ? ${account.id})`);
}

/** A journey of which we never learnt whether Sage took it may be the one that led to what Sage says now. */
async function isSharedSince(tx: Db, { connectionId }: Account, then: SQL, which: SQL) {
  const since = and(
    eq(journeys.connectionId, connectionId),
    sql`(${journeys.state} = 'linked' or ${journeys.ambiguous})`,
    which,
    sql`coalesce(${journeys.linkedAt}, ${journeys.announcedAt}) > ${then}`,
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
