import { z } from "zod";
import type { KnownToSage } from "../connection/connection.ts";
import type { PostProblem, Repeated, StatementState } from "../feed/ports.ts";
import { type Statement, sageTypeOf, totalsOf } from "../feed/statement.ts";
import type { BankRequest } from "../institution/sage-bank.ts";
import type { AuthorisationOutcome } from "../journey/ports.ts";

/** The token endpoint's answer. Sage's tokens last about 480 minutes; an answer that does not say is taken as that. */
export const WireToken = z.object({
  access_token: z.string().min(1),
  token_type: z.string().default("Bearer"),
  expires_in: z.coerce
    .number()
    .positive()
    .default(480 * 60),
});

/** Sage's error envelope; gateways answer with other bodies, so nothing in it is certain. */
export const WireError = z.object({
  error: z.object({ code: z.string().catch("unknown"), message: z.string().catch("") }),
});

/** The body of PATCH /v1/authorisations/{id}. A re-authorisation carries the status alone. */
export function authorisationBody(outcome: AuthorisationOutcome) {
  if (outcome.status !== "success" || outcome.accounts === null) return { data: { status: outcome.status } };
  const bankAccounts = outcome.accounts.map((account) => ({
    bankAccountExternalId: account.externalId,
    accountName: account.name,
    bankIdentifier: account.bankIdentifier,
    ...(account.branchIdentifier === null ? {} : { branchIdentifier: account.branchIdentifier }),
    accountIdentifier: account.accountIdentifier,
  }));
  return { data: { status: "success", bankAccounts } };
}

/** A decimal goes into JSON digit by digit: a number of JavaScript would round it. */
const digits = (decimal: string) => JSON.rawJSON(decimal);

/** The body of POST /v1/statements (reference §7.2): one account, its lines, and what they come to. */
export function statementBody({ kind, sageBankAccountId, bankId, lines }: Statement) {
  const { transactions, credits, debits } = totalsOf(lines);
  const last = lines.at(-1);
  return {
    data: {
      principalId: sageBankAccountId,
      bankId,
      expected: {
        transactionDetailsCount: transactions,
        accountDetailsCount: 1,
        transactionCreditSum: digits(credits),
        transactionDebitSum: digits(debits),
      },
      accountDetails: [
        {
          bankAccountId: sageBankAccountId,
          status: kind === "reauthorise" ? "authRequired" : "active",
          ...(last
            ? { balances: { ledgerBalance: digits(last.balance), ledgerBalanceDate: last.at.toISOString() } }
            : {}),
        },
      ],
      transactionDetails: lines.map((line) => ({
        uniqueId: line.id,
        bankAccountId: sageBankAccountId,
        transactionAmount: digits(line.amount),
        transactionType: sageTypeOf(line.type),
        transactionStatus: "posted",
        datePosted: line.at.toISOString(),
        // Sage wants one, and the contract allows none.
        description: line.description || line.counterparty || line.reference || sageTypeOf(line.type),
        ...(line.counterparty === null ? {} : { payee: { payeeDescription: line.counterparty } }),
        ...(line.reference === null ? {} : { referenceNumber: line.reference }),
      })),
    },
  };
}

/** What Sage calls a statement, and how far it is with it: the names of its states are not published. */
export const WireStatement = z.object({ data: z.object({ _id: z.string().min(1).max(200) }) });
const FINISHED = /^(complete|completed|success|succeeded|processed|finished|done|posted)$/i;
const ENDED = /^(fail|failed|error|rejected|invalid)$/i;
export const WireStatementState = z.object({
  data: z.object({
    status: z.string(),
    error: z.object({ message: z.string().nullish() }).nullish().catch(null),
  }),
});
export function stateOf({ data: { status, error } }: z.output<typeof WireStatementState>): StatementState {
  if (FINISHED.test(status)) return "completed";
  if (!ENDED.test(status)) return "underway";
  const failed = error?.message ?? status;
  return { failed, repeated: saysRepeated(failed, []) };
}

/** Why Sage refused a statement: its words for a transaction that it has already, and for one statement too many, are known. */
export function statementProblem(status: number, body: unknown, detail: string): PostProblem {
  const said = WireRefusedStatement.safeParse(body);
  const message = said.success ? said.data.error.message : "";
  const targets = said.success ? (said.data.error.detail ?? []).map(({ target }) => target) : [];
  if (status === 409 && /must be processed first|already exists for this principal/i.test(message))
    return { code: "busy" };
  const places = said.success ? (said.data.error.detail ?? []).slice(0, 3) : [];
  const named = places.map(({ target, message: why }) => [target, why].filter(Boolean).join(" ")).filter(Boolean);
  const words = [message ? `${detail}: ${message}` : detail, ...named].join("; ").slice(0, 400);
  const all = [message, ...(said.success ? (said.data.error.detail ?? []).map((one) => one.message) : [])].join("; ");
  const repeated = saysRepeated(all, targets);
  return repeated === "no" ? { code: "refused", detail: words } : { code: "duplicate", repeated, detail: words };
}
const WireRefusedStatement = z.object({
  error: z.object({
    message: z.string().catch(""),
    detail: z
      .array(z.object({ target: z.string().catch(""), message: z.string().catch("") }))
      .nullish()
      .catch(null),
  }),
});

const REPEATED = /already|duplicate|exists|before|(not|be) unique/i;

/** Whether Sage has the transactions: to complain about a uniqueId is to say so, or that it is badly written. */
function saysRepeated(words: string, targets: readonly string[]): Repeated {
  const isOfIds = targets.some((target) => target.endsWith(".uniqueId")) || /unique ?id|duplicate/i.test(words);
  if (!isOfIds) return "no";
  return REPEATED.test(words) ? "yes" : "maybe";
}

const QueriedAccount = z.object({
  bankAccountId: z.guid().toLowerCase(),
  status: z.string().optional(),
  requestedStartDate: z.iso.datetime({ offset: true }).nullish(),
});

/** The answer of POST /v1/accountqueries is not published; one account or several, under `data`, is what we expect. */
export const WireAccountQuery = z.object({
  data: z.union([z.array(QueriedAccount), QueriedAccount.transform((account) => [account])]).nullable(),
});

/** Which of the accounts that Sage knows are ended, and which are not. */
export function knownOf(
  answer: z.output<typeof WireAccountQuery>,
  asked: { sourceAccountId: string; bankId: string },
): KnownToSage {
  const all = answer.data ?? [];
  const isEnded = ({ status }: (typeof all)[number]) => status === "cancelled";
  return {
    living: all
      .filter((one) => !isEnded(one))
      .map(({ bankAccountId, requestedStartDate, status }) => ({
        sageBankAccountId: bankAccountId,
        sourceAccountId: asked.sourceAccountId,
        bankId: asked.bankId,
        requestedStartDate: requestedStartDate ? new Date(requestedStartDate) : null,
        status: status ?? null,
      })),
    ended: all.filter(isEnded).map(({ bankAccountId }) => bankAccountId),
  };
}

/** The body of POST /v1/banks. Of the two forms that are documented the later one, an object; its spelling is `principalId`. */
export function bankSyncBody(request: BankRequest) {
  if ("remove" in request) {
    const { bankId, externalRef } = request.remove;
    return { data: { toRemove: [{ principalId: bankId, externalRef }] } };
  }
  if ("update" in request) {
    const { bankId, callbackUrls, ...changed } = request.update;
    return { data: { toUpdate: [{ principalId: bankId, ...changed, callbackURLs: callbackUrls }] } };
  }
  const { callbackUrls, ...wanted } = request.create;
  return { data: { toCreate: [{ ...wanted, callbackURLs: callbackUrls, supportiframe: true }] } };
}

const SyncedBank = z.object({ principalId: z.guid().toLowerCase(), externalRef: z.string().optional() });

/** The answer is not published; the ids of what was made, under `created` or as a list, is what we expect. */
export const WireBankSync = z.object({
  data: z.union([
    z.object({ created: z.array(SyncedBank) }).transform(({ created }) => created),
    z.array(SyncedBank),
    SyncedBank.transform((bank) => [bank]),
  ]),
});
