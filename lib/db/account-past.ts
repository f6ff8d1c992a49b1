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
 * Whether an account is to stay ended: its institution has ended it since it was connected last, and its user has neither shared it
 * here since then nor chosen it in Sage, in whose list it was: of that Sage tells by a new account. Which account an institution
 * ended was not written down at first; word of one that was connected before is not believed then.
 */
export async function staysEnded(tx: Db, account: Account, sageBankAccountId: string) {
  const isOld = await wasConnected(tx, account, sageBankAccountId);
  const named = sql`${events.detail} ->> 'sourceAccountId'`;
  const its = isOld ? sql`coalesce(${named}, ${account.id}) = ${account.id}` : sql`${named} = ${account.id}`;
  const lastOf = (type: SQL) =>
    sql`(select max(${events.at}) from ${events} where ${events.connectionId} = ${account.connectionId} and ${its} and ${type})`;
  const end = lastOf(sql`${events.type} = 'account-disconnected' and ${events.actor} = 'institution'`);
  const begin = lastOf(sql`${events.type} = 'account-connected'`);
  const isChosen = isOld ? sql`false` : sql`coalesce(${sourceAccounts.offeredAt} > ${end}, false)`;
  const staying = and(
    eq(sourceAccounts.id, account.id),
    sql`${end} >= coalesce(${begin}, '-infinity')`,
    sql`not ${isChosen}`,
  );
  if ((await tx.$count(sourceAccounts, staying)) === 0) return false;
  return !(await isSharedSince(tx, account, end, sql`${journeys.accountIds} ? ${account.id}`));
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
    sql`coalesce(${journeys.linkedAt}, ${journeys.confirmedAt}, ${journeys.announcedAt}) > ${then}`,
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
