import type { World } from "../world.ts";
import type { BankAccount } from "./bank-account.ts";
import { notify } from "./send-notification.ts";

/** Cancels a bank account for good, forgets its history and tells the provider; once cancelled, nothing happens. */
export async function disconnect(world: World, account: BankAccount): Promise<void> {
  if (account.status === "cancelled") return;
  account.status = "cancelled";
  account.transactions = [];
  await notify(world, {
    kind: "bankAccountDeleted",
    id: account.id,
    externalId: account.externalId,
    bankId: account.bankId,
  });
}
