import { randomUUID } from "node:crypto";
import { ok, type Result, refuse } from "../result.ts";
import type { Bank, Region } from "./institution.ts";
import type { InstitutionRegistry, RegisteredBank } from "./registry.ts";

/** An institution as Sage shows it in its list. */
export type BankListing = { name: string; countryCode: string };

export type BankRequest =
  | { create: BankListing & { externalRef: string; url: string; callbackUrls: Record<CallbackName, string> } }
  | { update: SageBankIds & BankListing & { callbackUrls: Record<CallbackName, string> } }
  | { remove: SageBankIds };
export type SageBankIds = { bankId: string; externalRef: string };
export type CallbackName = "notification" | "availableAccounts" | "auth" | "reAuth";

/** Sage's bank sync (`POST /v1/banks`, one change at a time). */
export interface SageBankSync {
  /** Answers the id that Sage gave a new bank, else null. `unsure`: Sage may have taken it, and did not say so. */
  syncBank(
    region: Region,
    request: BankRequest,
  ): Promise<Result<string | null, { code: "refused" | "unreachable" | "unsure"; detail: string }>>;
}

type Needs = { registry: InstitutionRegistry; sageBanks: SageBankSync };
export type BankProblem = "not-registered-here" | "refused" | "unreachable" | "unsure";

/** Where Sage is to call and to send people: the same for every bank of this application. */
export const callbackUrls = (publicUrl: string): Record<CallbackName, string> => ({
  notification: `${publicUrl}/sage/notification`,
  availableAccounts: `${publicUrl}/sage/availableaccounts`,
  auth: `${publicUrl}/sage/auth`,
  reAuth: `${publicUrl}/sage/authrefresh`,
});

/**
 * Registers an institution in a region's list of banks. Sage shows it once somebody there has enabled it; they ask for
 * both ids. The reference is made before Sage is asked, so that what was lost on the way can be named.
 */
export async function registerBank(
  { registry, sageBanks }: Needs,
  wanted: BankListing & { institutionId: string; region: Region; url: string },
  publicUrl: string,
  externalRef: string = randomUUID(),
): Promise<
  Result<Bank & SageBankIds, { code: BankProblem | "institution-unknown" | "bank-taken"; externalRef: string }>
> {
  const { institutionId, region, ...listing } = wanted;
  const made = await sageBanks.syncBank(region, {
    create: { ...listing, externalRef, callbackUrls: callbackUrls(publicUrl) },
  });
  if (!made.ok) return refuse({ code: made.problem.code, externalRef });
  if (made.value === null) return refuse({ code: "unsure", externalRef });
  const { name, countryCode } = listing;
  const bank = { id: made.value, institutionId, region, name, externalRef, countryCode };
  const added = await registry.addBank(bank);
  return added === "added" ? ok({ ...bank, bankId: bank.id }) : refuse({ code: added, externalRef });
}

/** Changes what Sage's list shows, and tells Sage once more where we are. */
export async function changeBank(
  { registry, sageBanks }: Needs,
  bank: RegisteredBank,
  listing: BankListing,
  publicUrl: string,
): Promise<Result<null, BankProblem>> {
  if (bank.externalRef === null) return refuse("not-registered-here");
  const ids = { bankId: bank.id, externalRef: bank.externalRef };
  const changed = await sageBanks.syncBank(bank.region, {
    update: { ...ids, ...listing, callbackUrls: callbackUrls(publicUrl) },
  });
  if (!changed.ok) return refuse(changed.problem.code);
  await registry.changeBank(bank.institutionId, bank.id, listing);
  return ok(null);
}

/** Takes an entry out of Sage's list. Connected accounts stay connected; no new user can pick the institution there. */
export async function removeBank(
  { registry, sageBanks }: Needs,
  bank: RegisteredBank,
): Promise<Result<null, BankProblem>> {
  if (bank.externalRef === null) return refuse("not-registered-here");
  const removed = await sageBanks.syncBank(bank.region, {
    remove: { bankId: bank.id, externalRef: bank.externalRef },
  });
  if (!removed.ok) return refuse(removed.problem.code);
  await registry.changeBank(bank.institutionId, bank.id, { removed: true });
  return ok(null);
}
