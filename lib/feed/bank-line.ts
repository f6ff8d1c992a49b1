import { type CalendarDay, plusDays } from "../calendar-day.ts";
import { cleanText } from "./line-text.ts";

/** The types of bank transactions in the institutions' contract. */
export const LINE_TYPES = [
  "Unknown",
  "Credit",
  "Debit",
  "Int",
  "Div",
  "Fee",
  "SerChg",
  "Dep",
  "Atm",
  "Pos",
  "Xfer",
  "Check",
  "Payment",
  "Cash",
  "DirectDep",
  "DirectDebit",
  "RepeatPmt",
  "Other",
] as const;
export type LineType = (typeof LINE_TYPES)[number];

/** One cleared line of a bank statement. Amounts are decimals in their shortest writing; nothing makes a float of them. */
export type BankLine = {
  /** The institution's own, unique within the account. */
  id: string;
  /** The statement's day, as the institution wrote it. */
  day: CalendarDay;
  description: string;
  /** Signed: incoming money is positive. */
  amount: string;
  /** The account's balance after this line. */
  balance: string;
  type: LineType;
  counterparty: string | null;
  reference: string | null;
  reconciled: boolean | null;
};

/**
 * A line as it is pushed. Its institution may state its time as `HH:MM`, with optional seconds and fraction. The
 * balance is optional.
 */
export type PushedLine = Omit<BankLine, "balance"> & { time: string | null; balance: string | null };

/**
 * An accepted line with the balance that its institution stated. `wasMoment` marks a line of an earlier release, which
 * stored days as moments. Its offset may have moved it by one day.
 */
export type HeldLine = Omit<PushedLine, "time"> & { wasMoment?: boolean };

/** The properties by which two lines of one id differ, as the contract calls them. */
const COMPARED = {
  day: "date",
  description: "description",
  amount: "amount",
  balance: "balance",
  type: "transactionType",
  counterparty: "counterparty",
  reference: "reference",
  reconciled: "reconciled",
} as const;

/** In which properties a held line and another differ; in none when they say the same. Spaces behind a text and a balance left out are no difference. */
export function differencesOf(a: HeldLine, b: HeldLine): string[] {
  const names = Object.keys(COMPARED) as (keyof typeof COMPARED)[];
  return names
    .filter((name) => !saysTheSame(name, a[name], b[name]) && !(name === "day" && mayBeOneDay(a, b)))
    .map((name) => COMPARED[name]);
}

const mayBeOneDay = (held: HeldLine, { day }: HeldLine) =>
  held.wasMoment === true && [-1, 1].some((days) => plusDays(held.day, days) === day);

function saysTheSame(name: keyof typeof COMPARED, a: unknown, b: unknown) {
  if (name === "balance" && (a === null || b === null)) return true;
  return plain(a) === plain(b);
}

/** An older text may hold characters that are removed now. */
const plain = (value: unknown) =>
  typeof value === "string" ? cleanText(value, value.length).value.trimEnd() || null : value;
