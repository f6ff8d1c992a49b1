import { randomUUID } from "node:crypto";
import type { BankTransaction } from "./api.ts";

const LINES = [
  ["Card sales", 1240.5],
  ["Rent", -850],
  ["Office supplies", -42.35],
  ["Invoice 1042 paid", 600],
  ["Bank charges", -9.99],
] as const;

/** A few lines as of this moment, each after the one before, from the balance that the account has. */
export function sampleTransactions(balance: number, now: Date): BankTransaction[] {
  let cents = Math.round(balance * 100);
  return LINES.map(([description, amount], index) => {
    cents += Math.round(amount * 100);
    return {
      id: randomUUID(),
      date: new Date(now.getTime() + index).toISOString(),
      description,
      amount,
      balance: cents / 100,
      transactionType: amount < 0 ? "Debit" : "Credit",
    };
  });
}
