import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { World } from "../world.ts";
import type { BankAccount } from "./bank-account.ts";
import type { Candidate } from "./candidate.ts";
import { connectedAccount } from "./open-bank-account.ts";

/** The answer of a provider's /availableaccounts: a bare array. */
const AvailableAccounts = z.array(
  z.looseObject({
    accountType: z.enum(["business", "savings", "loan", "creditCard", "corporate", "personal"]),
    accountName: z.string().min(1),
    externalId: z.string().min(1),
    bankIdentifier: z.string().min(1),
    accountIdentifier: z.string().min(1),
    branchIdentifier: z.string().nullish(),
  }),
);

export const candidatesOf = ({ ledger }: World, account: BankAccount): Candidate[] =>
  ledger.candidates
    .values()
    .filter((candidate) => candidate.bankAccountId === account.id)
    .toArray();

export const isConnected = (world: World, candidate: Candidate) =>
  connectedAccount(world, candidate.owner, candidate.bankId, candidate) !== undefined;

/** Asks the provider which accounts the same authorisation covers; an answer that is no list changes nothing. */
export async function refreshCandidates(
  world: World,
  account: BankAccount,
): Promise<number | "unreachable" | "malformed"> {
  const callback = world.ledger.banks.get(account.bankId)?.callbackUrls.availableAccounts;
  if (!callback) return "unreachable";
  const url = new URL(callback);
  url.searchParams.set("externalId", account.externalId);
  const { name, value } = world.setup.notificationHeader;
  const response = await fetch(url, {
    headers: { [name]: value, accept: "application/json" },
    signal: AbortSignal.timeout(world.options.callTimeoutMs),
  }).catch(() => null);
  if (!response) return "unreachable";
  const answer = AvailableAccounts.safeParse(await response.json().catch(() => null));
  if (!response.ok) return response.status;
  if (!answer.success) return "malformed";
  for (const found of answer.data) remember(world, account, found);
  return response.status;
}

function remember({ ledger }: World, account: BankAccount, found: z.output<typeof AvailableAccounts>[number]) {
  const known = ledger.candidates
    .values()
    .find((candidate) => candidate.bankAccountId === account.id && candidate.externalId === found.externalId);
  const id = known?.id ?? randomUUID();
  ledger.candidates.set(id, {
    id,
    bankAccountId: account.id,
    owner: account.owner,
    bankId: account.bankId,
    externalId: found.externalId,
    accountName: found.accountName,
    accountType: found.accountType,
    bankIdentifier: found.bankIdentifier,
    accountIdentifier: found.accountIdentifier,
    branchIdentifier: found.branchIdentifier ?? null,
  });
}
