import type { Answers, Options } from "../options.ts";
import type { BankAccount } from "./bank-account.ts";
import type { Statement, StatementRequest } from "./statement.ts";

const FORTNIGHT = 14 * 24 * 60 * 60 * 1000;

export interface StatementFault {
  answer: number | "failed" | "accept";
  message: string;
  target: string | null;
}

interface Facts {
  request: StatementRequest;
  account: BankAccount;
  inFlight: Statement | undefined;
  options: Pick<Options, "answers" | "limits">;
}

/** Finds what is wrong with a well-formed statement, worst first; each fault says how it is to be answered. */
export function validateStatement({ request, account, inFlight, options }: Facts): StatementFault[] {
  const { answers, limits } = options;
  const faults: StatementFault[] = [];
  const found = (answer: StatementFault["answer"], message: string, target: string | null = null) =>
    faults.push({ answer, message, target });

  const [detail] = request.accountDetails;
  const count = request.transactionDetails.length;
  if (account.status === "cancelled") found(answers.cancelledAccount, "The bank account is cancelled");
  if (request.bankId !== account.bankId) found(400, "The bank account belongs to another bank", "bankId");
  if (count > limits.transactionsPerStatement) {
    found(
      answers.tooManyTransactions,
      `More than ${limits.transactionsPerStatement} transactions`,
      "transactionDetails",
    );
  }
  if (inFlight) found(409, "A statement already exists for this principalId and must be processed first");
  if (account.status === "authRequired" && detail.status === "active" && count > 0) {
    found(answers.authRequiredAccount, "The bank account needs to be authorised again");
  }
  judgeIds(request, account, answers, found);
  judgeTotals(request, answers, found);
  judgeDates(request, account, answers, found);
  return faults;
}

type ReportFault = (answer: StatementFault["answer"], message: string, target?: string | null) => void;

function judgeIds(
  { transactionDetails }: StatementRequest,
  { uniqueIds }: BankAccount,
  answers: Answers,
  found: ReportFault,
) {
  const seen = new Set<string>();
  transactionDetails.forEach(({ uniqueId }, index) => {
    const target = `transactionDetails[${index}].uniqueId`;
    if (seen.has(uniqueId) || uniqueIds.has(uniqueId))
      found(answers.duplicateTransaction, "A transaction with this uniqueId was posted before", target);
    seen.add(uniqueId);
  });
}

function judgeTotals({ expected, transactionDetails }: StatementRequest, answers: Answers, found: ReportFault) {
  const amounts = transactionDetails.map((transaction) => transaction.transactionAmount);
  const sum = (some: number[]) => some.reduce((total, amount) => total + amount, 0);
  const actual = {
    transactionDetailsCount: amounts.length,
    accountDetailsCount: 1,
    transactionCreditSum: sum(amounts.filter((amount) => amount > 0)),
    transactionDebitSum: sum(amounts.filter((amount) => amount < 0)),
  };
  for (const [name, value] of Object.entries(actual)) {
    const told = expected?.[name];
    if (typeof told === "number" && Math.abs(told - value) > 0.005) {
      found(answers.wrongTotals, `Expected ${told}, found ${value}`, `expected.${name}`);
    }
  }
}

function judgeDates(
  { transactionDetails }: StatementRequest,
  account: BankAccount,
  answers: Answers,
  found: ReportFault,
) {
  // Running newest, not the statement's newest: a first load in date order may span years.
  let newest = account.newestPosted;
  transactionDetails.forEach(({ datePosted }, index) => {
    const posted = Date.parse(datePosted);
    const target = `transactionDetails[${index}].datePosted`;
    if (newest - posted > FORTNIGHT)
      found(answers.oldTransaction, "More than two weeks older than the newest transaction", target);
    else if (posted < newest) found(answers.wrongOrder, "Older than the transaction before it", target);
    newest = Math.max(newest, posted);
  });
}
