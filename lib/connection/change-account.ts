import { ok, type Result, refuse } from "../result.ts";
import type {
  AccountChange,
  AccountHome,
  AccountInfo,
  AccountStore,
  HeldAccount,
  RoutingInfo,
} from "./account-details.ts";
import { plainCode } from "./bank-codes.ts";

/** The changes that a caller wants. A property that must not change may be repeated as it is. */
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
  routingInfo?: { [part in keyof RoutingInfo]?: RoutingInfo[part] | undefined } | undefined;
  /** The parts that are to change. */
  info?: AccountInfo | undefined;
};

export type Fault = { property: keyof WantedChange; message: string };
export type ChangeProblem = { code: "account-unknown" } | { code: "faults"; faults: readonly Fault[] };

/**
 * Changes a source account's name, status, balance or own details, as far as the contract lets an institution. It
 * changes all of them or nothing.
 */
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
    if (await accounts.change(home, before, change.value))
      return ok({ ...before, ...change.value, shownStatus: change.value.status ?? before.shownStatus });
  }
  return refuse({ code: "account-unknown" });
}

/** Which columns a wanted change comes to, or why it must not be. */
export function judgeChange(before: HeldAccount, wanted: WantedChange): Result<AccountChange, readonly Fault[]> {
  const faults: Fault[] = [];
  const fixed = (property: keyof WantedChange, asked: string | undefined, held: readonly (string | null)[]) => {
    if (asked !== undefined && !held.includes(asked)) faults.push({ property, message: "cannot be changed" });
  };
  const fixedCode = (property: keyof WantedChange, asked: string | undefined, held: string | null | undefined) =>
    fixed(property, asked === undefined ? undefined : plainCode(asked), [plainCode(held ?? "")]);
  fixed("externalId", wanted.externalId, [before.externalId]);
  fixed("wireType", wanted.wireType, [before.wireType, before.type, ...V1_TYPES]);
  fixedCode("accountNumber", wanted.accountNumber, before.numbers.accountNumber);
  fixedCode("sortCode", wanted.sortCode, before.numbers.sortCode);
  const { routingInfo } = before.numbers;
  const type = wanted.routingInfo?.type;
  fixed("routingInfo", type, [routingInfo?.type ?? null]);
  if (type === undefined || type === routingInfo?.type)
    fixedCode("routingInfo", wanted.routingInfo?.bankCode, routingInfo?.bankCode);
  fixed("currency", wanted.currency, [before.currency]);

  const change: AccountChange = {};
  if (wanted.name !== undefined) change.name = wanted.name;
  if (wanted.modifiedAt !== undefined) change.modifiedAt = wanted.modifiedAt;
  if (wanted.info !== undefined && Object.keys(wanted.info).length > 0) {
    if (before.shape === "v2") change.info = { ...before.info, ...wanted.info };
    else faults.push({ property: "info", message: "belongs to the v2 shape, in which the account was not created" });
  }
  if (wanted.status !== undefined && wanted.status !== before.status) {
    if (wanted.status === "disconnected") change.status = "disconnected";
    else faults.push({ property: "status", message: "can only be set to disconnected" });
  }
  // An equal one is news too: it is the balance of now.
  if (wanted.balance !== undefined && before.shownStatus !== "connected") change.balance = wanted.balance;
  else if (wanted.balance !== undefined && Number(wanted.balance) !== Number(before.balance))
    faults.push({ property: "balance", message: "cannot be changed while the account is connected" });
  return faults.length > 0 ? refuse(faults) : ok(change);
}

/** A client that read an account in its v1 shape sends back the type text it got there. */
const V1_TYPES = ["Credit", "Debit"];
