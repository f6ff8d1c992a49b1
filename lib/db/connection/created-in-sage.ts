import { and, eq } from "drizzle-orm";
import { startDay } from "../../calendar-day.ts";
import type { AccountLife, CreatedInSage } from "../../connection/account-life.ts";
import type { SageAccountLink } from "../../connection/connection.ts";
import { banks, notifications, sourceAccounts } from "../schema.ts";
import type { Db } from "../store/database.ts";

/** Sage's notification of a created account, with the facts that the store has of its ids. */
export async function createdInSage(
  tx: Db,
  account: Pick<AccountLife, "id" | "institutionId">,
  link: SageAccountLink,
  word: CreatedInSage["word"],
): Promise<CreatedInSage> {
  const { sageBankAccountId, bankId } = link;
  const its = eq(sourceAccounts.sageBankAccountId, sageBankAccountId);
  const [holder] = await tx.select({ id: sourceAccounts.id }).from(sourceAccounts).where(its);
  const [bank] = bankId ? await tx.select({ of: banks.institutionId }).from(banks).where(eq(banks.id, bankId)) : [];
  const [created] = await told(tx, "resourceCreated", sageBankAccountId);
  const [deleted] = await told(tx, "resourceDeleted", sageBankAccountId);
  return {
    type: "created",
    word,
    link,
    isTaken: holder !== undefined && holder.id !== account.id,
    isDeleted: deleted !== undefined,
    bank: bank ? (bank.of === account.institutionId ? "own" : "foreign") : null,
    toldStartDate: startDay(created?.of.requestedStartDate),
  };
}

const told = (tx: Db, type: string, sageBankAccountId: string) =>
  tx
    .select({ of: notifications.additionalData })
    .from(notifications)
    .where(
      and(
        eq(notifications.type, type),
        eq(notifications.resourceType, "bankAccount"),
        eq(notifications.resourceId, sageBankAccountId),
      ),
    );
