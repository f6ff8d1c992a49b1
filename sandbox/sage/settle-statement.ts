import type { World } from "../world.ts";
import type { BankAccount } from "./bank-account.ts";
import type { Statement } from "./statement.ts";

/** Finishes a statement: applies all of it, or nothing. */
export function settleStatement({ ledger }: World, statement: Statement): void {
  const account = ledger.bankAccounts.get(statement.bankAccountId);
  if (!account || account.status === "cancelled") statement.problem ??= "The bank account was cancelled";
  if (statement.problem || !account) {
    statement.status = "failed";
    return;
  }
  apply(account, statement);
  statement.status = "completed";
}

function apply(account: BankAccount, { request, remarks }: Statement): void {
  const [detail] = request.accountDetails;
  for (const transaction of request.transactionDetails) {
    account.transactions.push(transaction);
    account.uniqueIds.add(transaction.uniqueId);
    account.newestPosted = Math.max(account.newestPosted, Date.parse(transaction.datePosted));
  }
  account.balances = {
    ledgerBalance: detail.balances?.ledgerBalance ?? account.balances.ledgerBalance,
    availableBalance: detail.balances?.availableBalance ?? account.balances.availableBalance,
  };
  if (detail.status === "authRequired") account.status = "authRequired";
  else if (account.status === "pending" && request.transactionDetails.length > 0) account.status = "active";
  else if (account.status === "authRequired") remarks.push("only a re-authorisation ends authRequired");
}
