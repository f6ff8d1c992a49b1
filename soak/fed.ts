import type { Account } from "./pusher.ts";
import type { connectBank, Sharing } from "./user.ts";
import type { World } from "./world.ts";

type Authorisation = Awaited<ReturnType<typeof connectBank>>;

export const START = "2026-01-01";

export type Fed = Account & {
  id: string;
  /** The name that the user chooses it by. */
  name: string;
  sharing: Omit<Sharing, "accounts" | "reauth">;
  /** Sage's accounts of it, the active one last. */
  sageBankAccountIds: string[];
  /**
   * True when the application got notice that Sage or the institution had disconnected it, so that waiting pushes have
   * failed.
   */
  wasEnded: boolean;
};

/** Sage's user picks a shared account with a start date and presses OK; answers Sage's account. */
export async function accountOf(world: World, { id, accounts }: Authorisation, name: string, startDate: string) {
  const externalId = accounts.find(({ accountName }) => accountName.startsWith(`${name} `))?.externalId;
  if (!externalId) throw new Error(`${name} was not shared, but ${accounts.map((one) => one.accountName)}`);
  const chosen = { authorisationId: id, externalId, startDate };
  return ((await world.control("/choose", chosen)) as { bankAccountId: string }).bankAccountId;
}
