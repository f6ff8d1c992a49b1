import { Big } from "big.js";
import type { CalendarDay } from "../calendar-day.ts";
import type { Region } from "../institution/institution.ts";
import type { ReckonedFrom } from "./balances.ts";
import type { BankLine, LineType } from "./bank-line.ts";

/** As many lines as Sage takes in one statement. */
export const MOST_LINES = 1_000;

/** An account's balance, on the newest day that is known of it. The balance is a decimal in digits. */
export type Closing = { balance: string; day: CalendarDay };

/**
 * The account after some accepted lines. Late ones keep the balance of a newer day, but a calculated one includes them.
 */
export function closingAfter(lines: readonly (Closing & IsReckoned)[], before: Closing | null): Closing | null {
  return lines.reduce<Closing | null>((closing, { balance, day, reckonedFrom }) => {
    const isLate = closing !== null && closing.day > day;
    if (isLate && reckonedFrom === null) return closing;
    return { balance, day: isLate ? closing.day : day };
  }, before);
}

/**
 * The account's balance once a statement is in Sage: its closing balance. If an early release did not store that, it is
 * the balance of its last line. Null leaves the account as it is: its institution has stated a newer balance since the
 * last line.
 */
export function balanceAfter({
  closing,
  lineBalance,
  acceptedAt,
  toldAt,
}: {
  closing: string | null;
  lineBalance: string | null;
  acceptedAt: Date | null;
  toldAt: Date | null;
}): string | null {
  const isOlder = toldAt !== null && acceptedAt !== null && toldAt > acceptedAt;
  return isOlder ? null : (closing ?? lineBalance);
}

type IsReckoned = { reckonedFrom: ReckonedFrom | null };

/** Lines in Sage's order, that of their days. Lines of one day stay as they were accepted. */
export const inDateOrder = (lines: readonly BankLine[]) =>
  lines.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));

/** Bank transactions, or a request that the account's user authorise again. */
export type StatementKind = "lines" | "reauthorise";

/** Lines of one account that go to Sage in one request. Its content never changes: a repeat is identical. */
export type Statement = {
  id: string;
  institutionId: string;
  sourceAccountId: string;
  sageBankAccountId: string;
  bankId: string;
  region: Region;
  kind: StatementKind;
  /** In the order of their days. */
  lines: readonly BankLine[];
  /** The account after it; null when it has no lines. */
  closing: Closing | null;
  /** Sage's id of it; null until Sage has answered. */
  sageStatementId: string | null;
};

/** Sage's words for the types; the contract knows one less. */
const SAGE_TYPES: Record<LineType, string> = {
  Unknown: "OTHER",
  Credit: "CREDIT",
  Debit: "DEBIT",
  Int: "INT",
  Div: "DIV",
  Fee: "FEE",
  SerChg: "SRVCHG",
  Dep: "DEP",
  Atm: "ATM",
  Pos: "POS",
  Xfer: "XFER",
  Check: "CHECK",
  Payment: "PAYMENT",
  Cash: "CASH",
  DirectDep: "DIRECTDEP",
  DirectDebit: "DIRECTDEBIT",
  RepeatPmt: "REPEATPMT",
  Other: "OTHER",
};
export const sageTypeOf = (type: LineType) => SAGE_TYPES[type];

/** Control totals of a statement: exact sums, the debits negative. */
export function totalsOf(lines: readonly BankLine[]) {
  const sum = (some: readonly BankLine[]) =>
    some.reduce((total, { amount }) => total.plus(amount), new Big(0)).toFixed();
  return {
    transactions: lines.length,
    credits: sum(lines.filter(({ amount }) => !amount.startsWith("-"))),
    debits: sum(lines.filter(({ amount }) => amount.startsWith("-"))),
  };
}

/** A decimal in its shortest writing: `1e2` and `100.00` are `100`. */
export const decimalOf = (written: string) => {
  const text = new Big(written).toFixed();
  return text === "-0" ? "0" : text;
};
