import { ok, type Result, refuse } from "../result.ts";
import type { AccountChange, AccountHome, AccountStore, HeldAccount } from "./account-details.ts";

/** What a caller wants changed. What must not change may be repeated as it is. */
export type WantedChange = {
  externalId?: string | undefined;
  name?: string | undefined;
  status?: string | undefined;
  balance?: string | undefined;
  modifiedAt?: Date | undefined;
  wireType?: string | undefined;
  accountNumber?: string | undefined;
  sortCode?: string | undefined;
  currency?: string | undefined;
};

export type Fault = { property: keyof WantedChange; message: string };
export type ChangeProblem = { code: "account-unknown" } | { code: "faults"; faults: readonly Fault[] };

/** Changes a source account's name, status or balance, as far as the contract lets an institution; all of it or nothing. */
export async function changeAccount(
  { accounts }: { accounts: AccountStore },
  home: AccountHome,
  externalId: string,
  wanted: WantedChange,
): Promise<Result<HeldAccount, ChangeProblem>> {
  // Several rounds, because Sage may connect the account at this moment, which decides what is allowed.
  for (let round = 0; round < 3; round++) {
    const before = await accounts.account(home, externalId);
    if (!before) return refuse({ code: "account-unknown" });
    const change = judgeChange(before, wanted);
    if (!change.ok) return refuse({ code: "faults", faults: change.problem });
    if (await accounts.change(home, before, change.value)) return ok({ ...before, ...change.value });
  }
  return refuse({ code: "account-unknown" });
}

/** Which columns a wanted change comes to, or why it must not be. */
export function judgeChange(before: HeldAccount, wanted: WantedChange): Result<AccountChange, readonly Fault[]> {
  const faults: Fault[] = [];
  const fixed = (property: keyof WantedChange, asked: string | undefined, held: readonly (string | null)[]) => {
    if (asked !== undefined && !held.includes(asked)) faults.push({ property, message: "cannot be changed" });
  };
  fixed("externalId", wanted.externalId, [before.externalId]);
  fixed("wireType", wanted.wireType, [before.wireType, before.type, ...V1_TYPES]);
  fixed("accountNumber", wanted.accountNumber, [before.numbers.accountNumber]);
  fixed("sortCode", wanted.sortCode, [before.numbers.sortCode]);
  fixed("currency", wanted.currency, [before.currency]);

  const change: AccountChange = {};
  if (wanted.name !== undefined) change.name = wanted.name;
  if (wanted.modifiedAt !== undefined) change.modifiedAt = wanted.modifiedAt;
  if (wanted.status !== undefined && wanted.status !== before.status) {
    if (wanted.status === "disconnected") change.status = "disconnected";
    else faults.push({ property: "status", message: "can only be set to disconnected" });
  }
  if (wanted.balance !== undefined && Number(wanted.balance) !== Number(before.balance)) {
    if (before.status !== "connected") change.balance = wanted.balance;
    else faults.push({ property: "balance", message: "cannot be changed while the account is connected" });
  }
  return faults.length > 0 ? refuse(faults) : ok(change);
}

/** A client that read an account in its v1 shape sends back the word it got there. */
const V1_TYPES = ["Credit", "Debit"];
