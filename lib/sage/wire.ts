import { z } from "zod";
import type { SageAccountLink } from "../connection/connection.ts";
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

const QueriedAccount = z.object({
  bankAccountId: z.guid(),
  status: z.string().optional(),
  requestedStartDate: z.iso.datetime({ offset: true }).nullish(),
});

/** The answer of POST /v1/accountqueries is not published; one account or several, under `data`, is what we expect. */
export const WireAccountQuery = z.object({
  data: z.union([z.array(QueriedAccount), QueriedAccount.transform((account) => [account])]).nullable(),
});

/** The newest account among those Sage knows that is not ended; null when there is none yet. */
export function linkOf(
  answer: z.output<typeof WireAccountQuery>,
  asked: { sourceAccountId: string; bankId: string },
): SageAccountLink | null {
  const alive = (answer.data ?? []).find(({ status }) => status !== "cancelled");
  if (!alive) return null;
  const requestedStartDate = alive.requestedStartDate ? new Date(alive.requestedStartDate) : null;
  return {
    sageBankAccountId: alive.bankAccountId,
    sourceAccountId: asked.sourceAccountId,
    bankId: asked.bankId,
    requestedStartDate,
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
