import { type Authorisation, isExpired } from "../sage/authorisation.ts";
import type { BankAccount } from "../sage/bank-account.ts";
import type { World } from "../world.ts";

/** One authorisation as a test wants to see it: instants as text, expiry by the clock. */
export function authorisationState({ clock }: World, authorisation: Authorisation) {
  return {
    ...authorisation,
    status: isExpired(authorisation, clock.now()) ? "expired" : authorisation.status,
    createdAt: new Date(authorisation.createdAt).toISOString(),
    expiresAt: new Date(authorisation.expiresAt).toISOString(),
    patchCount: authorisation.patchCalls.length,
  };
}

/** Everything the sandbox knows, without any credential. */
export function state(world: World) {
  const { ledger, clock, options, faults, log } = world;
  return {
    now: clock.iso(),
    options,
    faults,
    banks: [...ledger.banks.values()],
    organisations: [...ledger.organisations.values()],
    authorisations: [...ledger.authorisations.values()].map((authorisation) =>
      authorisationState(world, authorisation),
    ),
    bankAccounts: [...ledger.bankAccounts.values()].map(bankAccountState),
    candidates: [...ledger.candidates.values()],
    statements: [...ledger.statements.values()],
    notifications: ledger.notifications,
    log,
  };
}

/** One bank account as a test wants to see it. */
export function bankAccountState({ uniqueIds, newestPosted: _, createdAt, ...account }: BankAccount) {
  return {
    ...account,
    createdAt: new Date(createdAt).toISOString(),
    uniqueIds: [...uniqueIds],
    transactionCount: account.transactions.length,
  };
}
