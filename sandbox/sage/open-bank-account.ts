import { randomUUID } from "node:crypto";
import type { World } from "../world.ts";
import type { OfferedAccount } from "./authorisation.ts";
import type { BankAccount } from "./bank-account.ts";
import { type Owner, sameOwner } from "./organisation.ts";
import { asksToConfirm } from "./product.ts";
import { notify } from "./send-notification.ts";

type Opening = Pick<BankAccount, "owner" | "product" | "bankId" | "requestedStartDate" | "accountType" | "currency">;
type Identity = Pick<OfferedAccount, "bankIdentifier" | "accountIdentifier">;

/** The account a company already has for this real-world one: Sage tells by bank and account identifier. */
export function connectedAccount(
  world: World,
  owner: Owner,
  bankId: string,
  identity: Identity,
): BankAccount | undefined {
  return world.ledger.bankAccounts
    .values()
    .find(
      (account) =>
        account.status !== "cancelled" &&
        account.bankId === bankId &&
        account.bankIdentifier === identity.bankIdentifier &&
        account.accountIdentifier === identity.accountIdentifier &&
        sameOwner(account.owner, owner),
    );
}

/** Makes a pending bank account and tells the provider; the same real-world account is never made twice. */
export async function openBankAccount(
  world: World,
  offered: Omit<OfferedAccount, "accountKey">,
  opening: Opening,
): Promise<{ account: BankAccount; created: boolean }> {
  const existing = connectedAccount(world, opening.owner, opening.bankId, offered);
  if (existing) return { account: existing, created: false };
  const account: BankAccount = {
    ...opening,
    id: randomUUID(),
    externalId: offered.externalId,
    accountName: offered.accountName,
    accountIdentifier: offered.accountIdentifier,
    bankIdentifier: offered.bankIdentifier,
    branchIdentifier: offered.branchIdentifier,
    status: "pending",
    confirmed: !asksToConfirm(opening.product),
    createdAt: world.clock.now(),
    balances: {},
    transactions: [],
    uniqueIds: new Set(),
    newestPosted: Number.NEGATIVE_INFINITY,
  };
  world.ledger.bankAccounts.set(account.id, account);
  await notify(world, {
    kind: "bankAccountCreated",
    id: account.id,
    externalId: account.externalId,
    requestedStartDate: account.requestedStartDate,
    bankId: account.bankId,
  });
  return { account, created: true };
}
