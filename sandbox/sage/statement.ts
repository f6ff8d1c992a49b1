import { z } from "zod";
import { Transaction } from "./transaction.ts";

const AccountDetail = z.looseObject({
  bankAccountId: z.guid(),
  status: z.enum(["active", "authRequired"]),
  balances: z
    .looseObject({
      ledgerBalance: z.number().nullish(),
      ledgerBalanceDate: z.string().nullish(),
      availableBalance: z.number().nullish(),
      availableBalanceDate: z.string().nullish(),
    })
    .nullish(),
});

/** The body of POST /v1/statements: one account and the transactions that follow the last ones posted. */
export const StatementRequest = z
  .looseObject({
    principalId: z.guid().toLowerCase(),
    bankId: z.guid().toLowerCase(),
    expected: z
      .looseObject({
        transactionDetailsCount: z.int().nullish(),
        accountDetailsCount: z.int().nullish(),
        transactionCreditSum: z.number().nullish(),
        transactionDebitSum: z.number().nullish(),
      })
      .nullish(),
    accountDetails: z.tuple([AccountDetail]),
    transactionDetails: z.array(Transaction),
  })
  .superRefine((data, context) => {
    const [detail] = data.accountDetails;
    if (data.transactionDetails.length > 0 && typeof detail.balances?.ledgerBalance !== "number") {
      const path = ["accountDetails", 0, "balances", "ledgerBalance"];
      context.addIssue({ code: "custom", message: "required when there are transactions", path });
    }
    if (detail.bankAccountId.toLowerCase() !== data.principalId) {
      const path = ["accountDetails", 0, "bankAccountId"];
      context.addIssue({ code: "custom", message: "differs from principalId", path });
    }
    data.transactionDetails.forEach((transaction, index) => {
      if (transaction.bankAccountId.toLowerCase() === data.principalId) return;
      const path = ["transactionDetails", index, "bankAccountId"];
      context.addIssue({ code: "custom", message: "differs from principalId", path });
    });
  });
export type StatementRequest = z.output<typeof StatementRequest>;

export interface Statement {
  id: string;
  bankAccountId: string;
  bankId: string;
  request: StatementRequest;
  receivedAt: number;
  status: "pending" | "completed" | "failed";
  /** Why it will fail when its time comes: an answer given late instead of at once. */
  problem: string | null;
  remarks: string[];
}
