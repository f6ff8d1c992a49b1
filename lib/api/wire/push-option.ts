import { z } from "@hono/zod-openapi";
import { LINE_TYPES } from "../../feed/bank-line.ts";

const TYPES = ["Array", "Object", "String", "Number", "Boolean", "DateTime", "File", "MultiPart"] as const;

type Property = {
  type: (typeof TYPES)[number];
  displayName: string;
  description: string;
  required: boolean;
  properties?: Record<string, Property>;
  options?: { value: string; type: "String"; displayName: string; description: string; required: boolean }[];
};

export const PushOption = z
  .object({
    type: z.enum(TYPES),
    displayName: z.string(),
    description: z.string(),
    required: z.boolean(),
    properties: z.record(z.string(), z.unknown()).optional(),
  })
  .openapi("PushOption");

/** The fields of a bank transaction that a push may have, as the public contract describes models. */
export function transactionOption(): Property {
  const one = (type: Property["type"], displayName: string, description: string, required = true): Property => ({
    type,
    displayName,
    description,
    required,
  });
  const types = LINE_TYPES.map((value) => ({
    value,
    type: "String" as const,
    displayName: value,
    description: value,
    required: false,
  }));
  return {
    ...one("Object", "Bank transactions", "At most 1000 cleared transactions of one account, the oldest first"),
    properties: {
      accountId: one("String", "Account id", "The source account's id, as in the path"),
      transactions: {
        ...one("Array", "Transactions", "The oldest first"),
        properties: {
          id: one("String", "Id", "Unique within the account for ever"),
          date: one(
            "DateTime",
            "Date",
            "The day as written; at most 14 days older than the newest accepted, not in the future",
          ),
          description: one("String", "Description", "Up to 512 characters, clipped beyond", false),
          amount: one("Number", "Amount", "Signed: what came in is positive"),
          balance: one(
            "Number",
            "Balance",
            "Of the account after this transaction; reckoned where it is absent",
            false,
          ),
          transactionType: { ...one("String", "Type", "Its sign should fit", false), options: types },
          counterparty: one("String", "Counterparty", "Up to 255 characters, clipped beyond", false),
          reference: one("String", "Reference", "Up to 255 characters, clipped beyond", false),
          reconciled: one("Boolean", "Reconciled", "Kept, and not sent to Sage", false),
        },
      },
    },
  };
}
