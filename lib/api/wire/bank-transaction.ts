import { z } from "@hono/zod-openapi";
import { type BankLine, LINE_TYPES } from "../../feed/bank-line.ts";
import { decimalOf, MOST_LINES } from "../../feed/statement.ts";
import { readDate } from "../../listing/date.ts";
import { WrittenNumber } from "../guards/whole-numbers.ts";
import { text } from "./fields.ts";

/** As long as a number may be written: no bank has longer ones, and an exponent could make one fill the memory. */
const LONGEST = 40;
const SHAPE = /^-?\d{1,15}(\.\d{1,6})?$/;

const written = z
  .custom<WrittenNumber>((value) => value instanceof WrittenNumber, {
    error: ({ input }) => (input === undefined ? "is missing" : "is not a number"),
  })
  .transform(({ digits }, context) => {
    // Only to bound the work: 999999999999999.99 is 1e15 as a binary float, so what is too large by a digit is left to SHAPE.
    const size = Math.abs(Number(digits));
    // Smaller than a number can be, it would be written out in as many zeros as its exponent says.
    const isTiny = size === 0 && /[1-9]/.test(digits.split(/e/i)[0] ?? "");
    const plain = digits.length <= LONGEST && size <= 1e15 && !isTiny ? decimalOf(digits) : "";
    if (SHAPE.test(plain)) return plain;
    context.addIssue({ code: "custom", message: "has more than 15 digits before or 6 behind the point" });
    return z.NEVER;
  })
  .openapi({ type: "number", example: -99.99 });

/** No bank feed begins before it, and no store reads a year 0. */
const FIRST_DAY = Date.UTC(1900, 0, 1);

const day = z
  .string()
  .max(40)
  .refine((value) => readDate(value) !== null, "is not a date of ISO 8601")
  .refine((value) => (readDate(value)?.from.getTime() ?? FIRST_DAY) >= FIRST_DAY, "is before 1900")
  .transform((value) => readDate(value)?.from ?? new Date(Number.NaN))
  .openapi({ format: "date-time", example: "2026-01-31T00:00:00.000Z" });

const BankTransaction = z
  .object({
    id: text(255, 1).openapi({ example: "716422529", description: "Your own, unique within the account for ever." }),
    date: day,
    description: text(512).nullable(),
    amount: written.openapi({ description: "Signed: what came in is positive." }),
    balance: written.openapi({ description: "Of the account after this transaction." }),
    transactionType: z.enum(LINE_TYPES).nullish(),
    counterparty: text(255).nullish(),
    reference: text(255).nullish(),
    reconciled: z.boolean().nullish(),
  })
  .openapi("BankTransaction");

export const BankTransactions = z
  .object({
    accountId: z.string().openapi({ description: "The account's id once more, as it is in the path." }),
    transactions: z.array(BankTransaction).min(1).max(MOST_LINES),
  })
  .openapi("BankTransactions");

export const lineOf = (one: z.output<typeof BankTransaction>): BankLine => ({
  id: one.id,
  at: one.date,
  description: one.description ?? "",
  amount: one.amount,
  balance: one.balance,
  type: one.transactionType ?? "Unknown",
  counterparty: one.counterparty ?? null,
  reference: one.reference ?? null,
  reconciled: one.reconciled ?? null,
});
