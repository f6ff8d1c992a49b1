import { z } from "zod";

const transactionTypes = [
  ..."CREDIT DEBIT INT DIV FEE SRVCHG DEP ATM POS XFER CHECK PAYMENT CASH DIRECTDEP DIRECTDEBIT".split(" "),
  ..."REPEATPMT HOLD OTHER".split(" "),
];

const amount = z.number();

/** One line of a bank statement as a provider posts it; unknown fields are kept. */
export const Transaction = z.looseObject({
  uniqueId: z.string().min(1).max(255),
  bankAccountId: z.guid(),
  transactionAmount: amount,
  transactionType: z.enum(transactionTypes),
  transactionStatus: z.string().min(1).max(12),
  datePosted: z.iso.datetime({ offset: true }),
  dateUserInitiated: z.iso.datetime({ offset: true }).nullish(),
  exchangeCurrency: z.string().length(3).nullish(),
  exchangeAmount: amount.nullish(),
  checkNumber: z.string().nullish(),
  referenceNumber: z.string().nullish(),
  description: z.string().nullish(),
});
export type Transaction = z.output<typeof Transaction>;
