import type { Clock } from "../ports.ts";
import type { AccountType } from "./connection.ts";
import { masked } from "./mask.ts";
import type { ConnectionReader, ConnectionStore } from "./ports.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Sage's names for account types; a prepaid card has none of its own. */
const SAGE_TYPES: Record<AccountType, "business" | "savings" | "loan" | "creditCard"> = {
  checking: "business",
  savings: "savings",
  loan: "loan",
  creditCard: "creditCard",
  prepaidCard: "business",
};

export type AvailableAccount = {
  accountType: string;
  accountName: string;
  externalId: string;
  bankIdentifier: string;
  accountIdentifier: string;
  branchIdentifier?: string;
};

/**
 * Every account of the same connection, linked ones and new ones too, as Sage's `availableaccounts` wants them. Null
 * for an unknown account. `bankIdentifier` is the company's id, the same as in the PATCH.
 */
export async function availableAccounts(
  { connections, clock }: { connections: ConnectionReader & ConnectionStore; clock: Clock },
  externalId: string,
): Promise<AvailableAccount[] | null> {
  const found = UUID.test(externalId) ? await connections.supportedAccountsBeside(externalId) : null;
  const institutionId = found?.accounts[0]?.institutionId;
  if (!found || !institutionId) return null;
  const numbers = await connections.numbers(
    institutionId,
    found.accounts.map(({ id }) => id),
  );
  // Whichever of them its user links now, Sage tells of it once: should that be lost, it is asked.
  await connections.noteOffered([...numbers.keys()], clock());
  return found.accounts.flatMap((account) => {
    const held = numbers.get(account.id);
    if (!held) return [];
    return {
      accountType: SAGE_TYPES[account.type],
      accountName: `${account.name} ${masked(account.lastFour)}`,
      externalId: account.id,
      bankIdentifier: found.companyId,
      accountIdentifier: held.accountNumber,
      ...(held.branchCode === null ? {} : { branchIdentifier: held.branchCode }),
    };
  });
}
