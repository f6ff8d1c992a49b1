import { z } from "@hono/zod-openapi";
import { writtenDay } from "../../calendar-day.ts";
import { readAmount } from "../../feed/amount.ts";
import { LINE_TYPES, type PushedLine } from "../../feed/bank-line.ts";
import { cleanText } from "../../feed/line-text.ts";
import type { Remark } from "../../feed/remark.ts";
import { MOST_LINES } from "../../feed/statement.ts";
import { WrittenNumber } from "../guards/exact-decimals.ts";
import { text } from "./fields.ts";

const written = z
  .custom<WrittenNumber>((value) => value instanceof WrittenNumber, {
    error: ({ input }) => (input === undefined ? "is missing" : "is not a number"),
  })
  .transform(({ digits }, context) => {
    const amount = readAmount(digits);
    if (amount) return amount;
    context.addIssue({ code: "custom", message: "has more than 15 digits before or 6 behind the point" });
    return z.NEVER;
  })
  .openapi({ type: "number", example: -99.99 });

/** Words for people: one line's are not worth the refusal of a thousand lines. */
const words = (longest: number) =>
  z
    .string()
    .transform((sent) => cleanText(sent, longest))
    .nullish()
    .openapi({
      type: "string",
      description: `Up to ${longest} characters: what is longer is clipped, control characters and those that turn the direction of the text are left out, and a warning says so.`,
    });

/** No bank feed begins before it, and no store reads a year 0. */
const FIRST_DAY = "1900-01-01";

const date = z
  .string()
  .max(40)
  .transform((value, context) => {
    const written = writtenDay(value);
    if (written && written.day >= FIRST_DAY) return written;
    context.addIssue({ code: "custom", message: written ? "is before 1900" : "is not a date of ISO 8601" });
    return z.NEVER;
  })
  .openapi({
    type: "string",
    example: "2026-01-31",
    description:
      "The day of the statement, exactly as written: an offset or a `Z` is ignored. A time orders the transactions of one push and day where each has one.",
  });

const BankTransaction = z
  .object({
    id: text(255, 1).openapi({ example: "716422529", description: "Your own, unique within the account for ever." }),
    date,
    description: words(512),
    amount: written.openapi({ description: "Signed: what came in is positive." }),
    balance: written.nullish().openapi({
      type: "number",
      description:
        "The account's balance after this transaction. Absent: reckoned from the last balance that was told and the amounts since, with a warning.",
    }),
    transactionType: z.enum(LINE_TYPES).nullish(),
    counterparty: words(255),
    reference: words(255),
    reconciled: z.boolean().nullish(),
  })
  .openapi("BankTransaction");

export const BankTransactions = z
  .object({
    accountId: z.string().openapi({ description: "The account's id once more, as it is in the path." }),
    transactions: z.array(BankTransaction).min(1).max(MOST_LINES),
  })
  .openapi("BankTransactions");

type Sent = z.output<typeof BankTransaction>;

const lineOf = (one: Sent): PushedLine => ({
  id: one.id,
  ...one.date,
  description: one.description?.value ?? "",
  amount: one.amount.value,
  balance: one.balance?.value ?? null,
  type: one.transactionType ?? "Unknown",
  counterparty: one.counterparty?.value ?? null,
  reference: one.reference?.value ?? null,
  reconciled: one.reconciled ?? null,
});

/** The lines of a push, and what had to be done to take them. */
export const pushedOf = (sent: readonly Sent[]) => ({ lines: sent.map(lineOf), remarks: sent.flatMap(remarksOn) });

function remarksOn(one: Sent, index: number): Remark[] {
  const remark = (property: string, validatorName: string, message: string) => ({
    itemId: `transactions[${index}].${property}`,
    message,
    validatorName,
  });
  const amounts = (["amount", "balance"] as const).flatMap((name) =>
    one[name]?.rounded ? [remark(name, "rounded", `was rounded to ${one[name].value}: a float's last digits`)] : [],
  );
  const texts = (["description", "counterparty", "reference"] as const).flatMap((name) => [
    ...(one[name]?.stripped
      ? [remark(name, "characters", "held characters that are not text; they were left out")]
      : []),
    ...(one[name]?.clipped ? [remark(name, "clipped", `was clipped to ${one[name].value.length} characters`)] : []),
  ]);
  return [...amounts, ...texts];
}
