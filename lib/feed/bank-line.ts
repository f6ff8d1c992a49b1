/** What the institution's contract calls a bank transaction's type (reference §8). */
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
  at: Date;
  description: string;
  /** Signed: what came in is positive. */
  amount: string;
  /** Of the account after this line. */
  balance: string;
  type: LineType;
  counterparty: string | null;
  reference: string | null;
  reconciled: boolean | null;
};

/** Whether two lines say the same. */
export const isSameLine = (a: BankLine, b: BankLine) =>
  a.at.getTime() === b.at.getTime() &&
  (["id", "description", "amount", "balance", "type", "counterparty", "reference", "reconciled"] as const).every(
    (name) => a[name] === b[name],
  );
