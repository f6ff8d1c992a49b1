import { randomUUID } from "node:crypto";
import type { BankTransaction } from "./api.ts";

const LINES = [
  ["Card sales", 1240.5],
  ["Rent", -850],
  ["Office supplies", -42.35],
  ["Invoice 1042 paid", 600],
  ["Bank charges", -9.99],
] as const;

/** A few lines of today, each after the one before, from the balance that the account has. */
export function sampleTransactions(balance: number, now: Date): BankTransaction[] {
  let cents = Math.round(balance * 100);
  const date = now.toISOString().slice(0, 10);
  return LINES.map(([description, amount]) => {
    cents += Math.round(amount * 100);
    return {
      id: randomUUID(),
      date,
      description,
      amount,
      balance: cents / 100,
      transactionType: amount < 0 ? "Debit" : "Credit",
    };
  });
}
