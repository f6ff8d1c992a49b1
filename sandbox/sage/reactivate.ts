import type { World } from "../world.ts";
import type { Authorisation } from "./authorisation.ts";
import { sameOwner } from "./organisation.ts";

/** Re-authorising one account wakes every account of the same customer of the same bank. */
export function reactivate({ ledger }: World, { bankAccountId }: Authorisation): void {
  const named = ledger.bankAccounts.get(bankAccountId ?? "");
  if (!named) return;
  for (const account of ledger.bankAccounts.values()) {
    const together =
      account.bankId === named.bankId &&
      account.bankIdentifier === named.bankIdentifier &&
      sameOwner(account.owner, named.owner);
    if (together && account.status === "authRequired") account.status = "active";
  }
}
