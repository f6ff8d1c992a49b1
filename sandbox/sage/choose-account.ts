import type { World } from "../world.ts";
import type { Authorisation } from "./authorisation.ts";
import { countryOf } from "./bank.ts";
import { openBankAccount } from "./open-bank-account.ts";

type ChooseProblem = "not-authorised" | "unknown-account" | "already-chosen";

/** Presses OK in Sage's account list: one choice, after which the poll has its answer. */
export async function chooseAccount(
  world: World,
  authorisation: Authorisation,
  { externalId, startDate }: { externalId: string; startDate: string },
): Promise<ChooseProblem | null> {
  if (authorisation.kind !== "onboard" || authorisation.status !== "success") return "not-authorised";
  const offered = authorisation.accounts.find((account) => account.externalId === externalId);
  if (!offered) return "unknown-account";
  // A second press of OK with the same answer is the browser's impatience, not a new wish.
  if (authorisation.choice) return authorisation.choice.externalId === externalId ? null : "already-chosen";

  const requestedStartDate = `${startDate}T00:00:00.000Z`;
  const choice: NonNullable<Authorisation["choice"]> = {
    externalId,
    startDate: requestedStartDate,
    bankAccountId: null,
  };
  authorisation.choice = choice;
  if (authorisation.startedBy === "consumer") return null;

  const bank = world.ledger.banks.get(authorisation.bankId);
  const { account } = await openBankAccount(world, offered, {
    owner: authorisation.owner,
    product: authorisation.product,
    bankId: authorisation.bankId,
    requestedStartDate,
    accountType: "DEBIT",
    currency: countryOf(bank ?? { countryCode: "GB" }).currency,
  });
  choice.bankAccountId = account.id;
  return null;
}
