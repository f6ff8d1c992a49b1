import { z } from "zod";
import { type CalendarDay, midnightOf, startDay } from "../calendar-day.ts";
import type { KnownToSage } from "../connection/connection.ts";
import { numbersMasked } from "../connection/mask.ts";
import { keptAnswer, type SageAnswer } from "../connection/sage-answer.ts";
import type { Repeated } from "../feed/feed-life.ts";
import { cleanText } from "../feed/line-text.ts";
import type { PostProblem, StatementState } from "../feed/ports.ts";
import { type Statement, sageTypeOf, totalsOf } from "../feed/statement.ts";
import type { BankRequest } from "../institution/sage-bank.ts";
import type { AuthorisationOutcome, SageProblem } from "../journey/ports.ts";
import { partsOf, type Rejection, type SageError, WireFailure } from "./answer.ts";

/** The token endpoint's answer. Sage's tokens last about 480 minutes; an answer that does not say is taken as that. */
export const WireToken = z.object({
  access_token: z.string().min(1),
  token_type: z.string().default("Bearer"),
  expires_in: z.coerce
    .number()
    .positive()
    .default(480 * 60),
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

/** A day as Sage wants it: as a moment. Its midnight in UTC keeps the day, whatever zone the institution is in. */
const momentOf = (day: CalendarDay) => midnightOf(day).toISOString();

/** The body of POST /v1/statements: one account, its lines, and what they come to. */
export function statementBody({ kind, sageBankAccountId, bankId, lines, closing }: Statement) {
  const { transactions, credits, debits } = totalsOf(lines);
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
          ...(closing && lines.length > 0
            ? { balances: { ledgerBalance: digits(closing.balance), ledgerBalanceDate: momentOf(closing.day) } }
            : {}),
        },
      ],
      transactionDetails: lines.map((line) => ({
        uniqueId: line.id,
        bankAccountId: sageBankAccountId,
        transactionAmount: digits(line.amount),
        transactionType: sageTypeOf(line.type),
        transactionStatus: "posted",
        datePosted: momentOf(line.day),
        // Sage wants one, and the contract allows none.
        description: line.description || line.counterparty || line.reference || sageTypeOf(line.type),
        ...(line.counterparty === null ? {} : { payee: { payeeDescription: line.counterparty } }),
        ...(line.reference === null ? {} : { referenceNumber: line.reference }),
      })),
    },
  };
}

/** Sage's id of a statement, and how far it is with it: the names of its states are not published. */
export const WireStatement = z.object({ _id: z.string().min(1).max(200) });
const FINISHED = /^(complete|completed|success|succeeded|processed|finished|done|posted)$/i;
const ENDED = /^(fail|failed|error|rejected|invalid)$/i;
export const WireStatementState = z.object({
  status: z.string(),
  error: WireFailure.nullish().catch(null),
});
export function stateOf(
  { status, error }: z.output<typeof WireStatementState>,
  answer: SageAnswer | null,
): StatementState {
  if (FINISHED.test(status)) return { is: "completed" };
  if (!ENDED.test(status)) return { is: "underway" };
  const said = error?.message ?? status;
  const parts = error ? partsOf(error) : { message: null, targets: [] };
  const sageAnswer = answer && keptAnswer({ ...answer, ...parts, code: error?.code ?? status });
  return { is: "failed", said: numbersMasked(said), repeated: saysRepeated(said, []), sageAnswer };
}

/**
 * Why Sage refused a statement. Its texts for a transaction that it already has, and for one statement too many, are
 * known.
 */
export function statementProblem(
  { status, error, detail, sageAnswer }: Rejection,
  { lines }: Pick<Statement, "lines">,
): PostProblem {
  const { message, detail: places } = error;
  if (status === 409 && /must be processed first|already exists for this principal/i.test(message))
    return { code: "busy", sageAnswer };
  const named = places.slice(0, 3).map(({ target, message: why }) => [target, why].filter(Boolean).join(" "));
  const said = [message ? `${detail}: ${message}` : detail, ...named.filter(Boolean)].join("; ");
  const words = cleanText(
    numbersMasked(
      said,
      lines.map(({ id }) => id),
    ),
    400,
  ).value;
  const repeated = saysRepeated(
    [message, ...places.map((place) => place.message)].join("; "),
    places.map(({ target }) => target),
  );
  if (repeated === "no") return { code: "refused", detail: words, sageAnswer };
  return { code: "duplicate", repeated, named: placesNamed(places), detail: words, sageAnswer };
}

/** The places of transactions that Sage has, where it names each with its own words. */
const placesNamed = (places: SageError["detail"]) =>
  places.flatMap(({ target, message }) => {
    const place = /transactionDetails\[(\d+)\]\.uniqueId$/.exec(target)?.[1];
    return place !== undefined && REPEATED.test(message) ? [Number(place)] : [];
  });

const REPEATED = /already|duplicate|exists|before|(not|be) unique/i;

/** Says if Sage has the transactions: a complaint about a uniqueId says so, or that it is badly written. */
function saysRepeated(words: string, targets: readonly string[]): Repeated {
  const isOfIds = targets.some((target) => target.endsWith(".uniqueId")) || /unique ?id|duplicate/i.test(words);
  if (!isOfIds) return "no";
  return REPEATED.test(words) ? "yes" : "maybe";
}

const QueriedAccount = z.object({
  bankAccountId: z.guid().toLowerCase(),
  status: z.string().nullish(),
  requestedStartDate: z.unknown().optional().transform(startDay),
});

/** The answer of POST /v1/accountqueries is one account; several are read as well. */
export const WireAccountQuery = z
  .union([z.array(QueriedAccount), QueriedAccount.transform((account) => [account])])
  .nullable();

/** The ended accounts among those that Sage knows, and the others. */
export function knownOf(
  answer: z.output<typeof WireAccountQuery>,
  asked: { sourceAccountId: string; bankId: string },
): KnownToSage {
  const all = answer ?? [];
  const isEnded = ({ status }: (typeof all)[number]) => status === "cancelled";
  return {
    living: all
      .filter((one) => !isEnded(one))
      .map(({ bankAccountId, requestedStartDate, status }) => ({
        sageBankAccountId: bankAccountId,
        sourceAccountId: asked.sourceAccountId,
        bankId: asked.bankId,
        requestedStartDate,
        status: status ?? null,
      })),
    ended: all.filter(isEnded).map(({ bankAccountId }) => bankAccountId),
  };
}

/** The body of POST /v1/banks. It is the later of the two documented forms, an object; its spelling is `principalId`. */
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

/** The answer is not documented. We expect the ids of the created objects, under `created` or as a list. */
export const WireBankSync = z.union([
  z.object({ created: z.array(SyncedBank) }).transform(({ created }) => created),
  z.array(SyncedBank),
  SyncedBank.transform((bank) => [bank]),
]);

/** Where nothing of an answer is needed but that it is one. */
export const WireAnything = z.union([z.looseObject({}), z.array(z.unknown())]);

/** Sage's texts for an authorisation that was answered. One in progress, or a cancelled one, has others. */
const USED =
  /\balready (been )?(used|consumed|redeemed|spent|complete|processed|finali[sz]ed|succe|authori[sz]ed|patched|updated|submitted)|\b(was|been|is|previously) (used|consumed|redeemed)\b|\bused (already|before|once|twice)|\bmore than once|\bre-?used\b/i;
/** A code is no sentence: the code alone says it. */
const USED_CODE = /\b(used|consumed|redeemed)\b/i;
const EXPIRED = /expire|timed? ?out|no longer valid/i;
/** Words that say the contrary: “not already used”, “hasn’t been used yet”, “has never expired”. */
const DENIED =
  /(\b(not|never|neither|nor)|n['’]t)( (yet|already|ever|previously|been))* (used|consumed|redeemed|complete|processed|finali[sz]ed|succe|authori[sz]ed|patched|updated|submitted|expire)\w*( (already|before|once|yet))*/gi;

/** A code as words: `ALREADY_USED`, `already-used` and `AlreadyUsedError` are the same. */
const wordsOf = (code: string) =>
  code
    .replace(/([a-z\d])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, "$1$3 $2")
    .replace(/[\s_.:-]+/g, " ")
    .trim();

/** Statuses under which Sage may say how an authorisation has ended. */
const CLOSED = new Set([400, 404, 409, 410]);

/** Why Sage refused the outcome of an authorisation; `ambiguousBefore` when a try before may have been taken. */
export function authorisationProblem({
  status,
  error: { code, message },
  detail,
  ambiguousBefore: ambiguous,
  sageAnswer,
}: Rejection): SageProblem {
  const said = { detail, sageAnswer };
  const [name, sentence] = [wordsOf(code), message].map((words) => words.replace(DENIED, ""));
  const words = `${name}: ${sentence}`;
  const [isUsed, isExpired] = [USED.test(words) || USED_CODE.test(name ?? ""), EXPIRED.test(words)];
  // Key and token are checked before the authorisation: such an answer says nothing of the try before it.
  if (ambiguous && (status === 401 || status === 403)) return { code: "closed", ambiguous, ...said };
  if (!CLOSED.has(status)) return { code: "refused", ...said };
  if (isExpired && !isUsed) return { code: "expired", ambiguous, ...said };
  if (isUsed && !isExpired && (status === 400 || status === 409)) return { code: "already-used", ambiguous, ...said };
  return status === 409 || isUsed ? { code: "closed", ambiguous, ...said } : { code: "refused", ...said };
}
