import type { World } from "../world.ts";
import { countryOf } from "./bank.ts";
import type { BankAccount } from "./bank-account.ts";
import { openBankAccount } from "./open-bank-account.ts";

/** Links an account found under an authorisation that exists already: no new session, only the notification. */
export async function linkCandidate(
  world: World,
  candidateId: string,
  requestedStartDate: string,
): Promise<{ account: BankAccount; created: boolean } | null> {
  const candidate = world.ledger.candidates.get(candidateId);
  const first = world.ledger.bankAccounts.get(candidate?.bankAccountId ?? "");
  if (!candidate || first?.status !== "active") return null;
  const bank = world.ledger.banks.get(candidate.bankId);
  return openBankAccount(world, candidate, {
    owner: candidate.owner,
    product: first.product,
    bankId: candidate.bankId,
    requestedStartDate,
    accountType: "DEBIT",
    currency: bank ? countryOf(bank).currency : first.currency,
  });
}
