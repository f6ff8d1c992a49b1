import { and, eq } from "drizzle-orm";
import { OWN_WORDS } from "../../feed/own-words.ts";
import type { AwaitsUser } from "../../feed/ports.ts";
import type { Statement } from "../../feed/statement.ts";
import { endedBySage } from "../account-past.ts";
import type { Db } from "../database.ts";
import { banks, connections, sourceAccounts, statements } from "../schema.ts";
import { isUnderway } from "./line-up.ts";

type Account = typeof sourceAccounts.$inferSelect;
export type Held = typeof statements.$inferSelect;
/** Where an account's statements go. */
export type To = Omit<AwaitsUser, "sourceAccountId">;

export type Found = {
  account: Account;
  isLinked: boolean;
  /** Sage has ended the account that has the statement; else its institution has. */
  isEnded: boolean;
  held: Held | null;
};

/** An account with the statement that Sage has of it, or may have; null when it is gone. */
export async function accountOf(tx: Db, sourceAccountId: string): Promise<Found | null> {
  // Who connects or ends the account at this moment is waited for, and then read: their job may have been this very one.
  const own = eq(sourceAccounts.id, sourceAccountId);
  await tx.select({ id: sourceAccounts.id }).from(sourceAccounts).where(own).for("share");
  const [row] = await tx
    .select({ account: sourceAccounts, status: connections.status })
    .from(sourceAccounts)
    .innerJoin(connections, eq(connections.id, sourceAccounts.connectionId))
    .where(own);
  if (!row) return null;
  const [held] = await tx
    .select()
    .from(statements)
    .where(and(eq(statements.sourceAccountId, sourceAccountId), isUnderway));
  const isEnded =
    row.account.status !== "connected" &&
    held !== undefined &&
    (await endedBySage(tx, row.account, held.sageBankAccountId));
  return { account: row.account, isLinked: row.status === "Linked", isEnded, held: held ?? null };
}

/** Why nothing new is posted for an account any more, though what began may have to come to its end; null as long as it is. */
export function whyOver({ account: { status }, isLinked }: Found): Statement["over"] {
  if (status !== "connected") return "notConnected";
  return isLinked ? null : "unlinked";
}

/** Why nothing is posted for an account any more; null as long as something is. */
export function whyEnded(found: Found) {
  const { account, isEnded, held } = found;
  const { status, sageBankAccountId, sageBankId } = account;
  if (status === "connected" && (!sageBankAccountId || !sageBankId)) return OWN_WORDS.noBank;
  // Unlinked or ended by the institution, the account is Sage's still: what Sage has, or may have, comes to its end first.
  const isOfThis = held?.kind === "lines" && held.sageBankAccountId === sageBankAccountId;
  const isInFlight = isOfThis && (held.uncertain || held.sageStatementId !== null);
  const over = whyOver(found);
  return over === null || (isInFlight && !isEnded) ? null : OWN_WORDS[over];
}

export async function destinationOf(
  tx: Db,
  { institutionId, sageBankAccountId, sageBankId }: Account,
): Promise<To | null> {
  if (!sageBankAccountId || !sageBankId) return null;
  const [bank] = await tx.select({ region: banks.region }).from(banks).where(eq(banks.id, sageBankId));
  return bank ? { institutionId, sageBankAccountId, bankId: sageBankId, region: bank.region } : null;
}
