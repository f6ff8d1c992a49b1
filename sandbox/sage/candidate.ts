import type { Owner } from "./organisation.ts";

/** An account that the provider offers beside a linked one. */
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
