import type { RequestLogEntry } from "../request-log-entry.ts";
import type { Locale } from "./locale.ts";
import type { Owner } from "./organisation.ts";
import type { Product } from "./product.ts";

export interface OfferedAccount {
  /** Sage's key of this offer, which a product hands back when it creates the bank account. */
  accountKey: string;
  externalId: string;
  accountName: string;
  bankIdentifier: string;
  branchIdentifier: string | null;
  accountIdentifier: string;
}

interface PatchCall {
  at: string;
  answer: RequestLogEntry["status"];
  fault: string | null;
}

interface AuthCall {
  at: string;
  mode: "redirect" | "embed";
  /** The provider's answer; unknown when the browser went there itself. */
  status: number | "unreachable" | null;
}

export interface Authorisation {
  id: string;
  kind: "onboard" | "reauth";
  bankId: string;
  bankAccountId: string | null;
  state: string;
  landingId: string;
  redirectUri: string;
  locale: Locale;
  product: Product;
  owner: Owner;
  /** The sandbox's product makes the bank account on OK; a consumer makes its own with POST /bankaccounts. */
  startedBy: "product" | "consumer";
  createdAt: number;
  expiresAt: number;
  /** "closed" is Sage giving up because the browser came back before any PATCH. */
  status: "created" | "success" | "error" | "cancelled" | "closed";
  accounts: OfferedAccount[];
  /** True once a person's browser was seen: that person will choose the account. */
  attended: boolean;
  landings: number;
  choice: { externalId: string; startDate: string | null; bankAccountId: string | null } | null;
  patchCalls: PatchCall[];
  authCalls: AuthCall[];
  /** Oddities of the provider's behaviour that were let through. */
  remarks: string[];
}

/** True once its time ran out before any PATCH: nothing more can be done with it. */
export function isExpired({ status, expiresAt }: Pick<Authorisation, "status" | "expiresAt">, now: number): boolean {
  return status === "created" && now >= expiresAt;
}

/** An account as the product lists it, with all but its last digits hidden. */
export function maskedNumber({ accountIdentifier }: Pick<OfferedAccount, "accountIdentifier">): string {
  return `•••• ${accountIdentifier.slice(-4)}`;
}
