import type { Owner } from "./organisation.ts";

/** The answer of a provider's /availableaccounts: a bare array. */
export interface Candidate {
  id: string;
  /** The linked account on whose authorisation this one rides. */
  bankAccountId: string;
  owner: Owner;
  bankId: string;
  externalId: string;
  accountName: string;
  accountType: string;
  bankIdentifier: string;
  accountIdentifier: string;
  branchIdentifier: string | null;
}
