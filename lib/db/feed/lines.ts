import { and, between, eq, gte, sql } from "drizzle-orm";
import type { BankLine, HeldLine } from "../../feed/bank-line.ts";
import { decimalOf } from "../../feed/statement.ts";
import { bankLines, type statements } from "../schema.ts";

export type LineRow = typeof bankLines.$inferSelect;

/** The lines of a statement: those between its first and its last but for what Sage did not want then. */
export const isInStatement = ({
  sourceAccountId,
  firstLine,
  lastLine,
  wantedFrom,
}: Pick<typeof statements.$inferSelect, "sourceAccountId" | "firstLine" | "lastLine" | "wantedFrom">) =>
  and(
    eq(bankLines.sourceAccountId, sourceAccountId),
    between(bankLines.seq, firstLine, lastLine),
    wantedFrom ? gte(bankLines.day, wantedFrom) : undefined,
  );

export const lineOf = ({
  id,
  day,
  description,
  amount,
  balance,
  type,
  counterparty,
  reference,
  reconciled,
}: LineRow): BankLine => ({
  id,
  day,
  description,
  amount: decimalOf(amount),
  balance: decimalOf(balance),
  type,
  counterparty,
  reference,
  reconciled,
});

/** A line as its institution sent it. */
export const heldLineOf = (row: LineRow & { wasMoment: boolean }): HeldLine => {
  const line = { ...lineOf(row), wasMoment: row.wasMoment };
  return row.reckonedFrom === null ? line : { ...line, balance: null };
};

/** True of a line that was stored as a moment, before days were. */
export const wasMoment = sql<boolean>`${bankLines.day} <> date_trunc('day', ${bankLines.day}, 'UTC')`;
