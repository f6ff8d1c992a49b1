import { Big } from "big.js";
import type { Region } from "../institution/institution.ts";
import type { BankLine, LineType } from "./bank-line.ts";

/** As many lines as Sage takes in one statement (reference §7.2). */
export const MOST_LINES = 1_000;

/** Bank transactions, or word that the account's user has to authorise again. */
export type StatementKind = "lines" | "reauthorise";

/** What goes to Sage for one account in one piece. What is in it never changes: a repeat is the same, word for word. */
export type Statement = {
  id: string;
  institutionId: string;
  sourceAccountId: string;
  sageBankAccountId: string;
  bankId: string;
  region: Region;
  kind: StatementKind;
  lines: readonly BankLine[];
  /** What Sage called it; null until it has answered. */
  sageStatementId: string | null;
  /** When Sage took it. */
  postedAt: Date | null;
  /** Tries to post it, the one that is about to be made not counted. */
  attempts: number;
  /** Its user has authorised again, and may not be back in Sage yet. */
  isReauthorised: boolean;
  /** Sage's account that has it is not the one that is fed any more. */
  isReplaced: boolean;
  /** Its institution has ended the account, or unlinked the connection: what Sage has, or may have, comes to its end, and nothing follows. */
  over: "notConnected" | "unlinked" | null;
  /** True once a try may have been taken without an answer. */
  uncertain: boolean;
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

/** Control totals of a statement (reference §7.2): exact sums, the debits negative. */
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
