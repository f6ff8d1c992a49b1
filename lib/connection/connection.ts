import type { Region } from "../institution/institution.ts";

export const CONNECTION_STATUSES = ["PendingAuth", "Linked", "Unlinked", "Deauthorized"] as const;
export type ConnectionStatus = (typeof CONNECTION_STATUSES)[number];

/** A company's data connection to Sage. Its id is the Connection ID that people type. */
export type Connection = {
  id: string;
  institutionId: string;
  companyId: string;
  companyName: string;
  status: ConnectionStatus;
};

export const ACCOUNT_TYPES = ["checking", "savings", "loan", "creditCard", "prepaidCard"] as const;
export type AccountType = (typeof ACCOUNT_TYPES)[number];

export type SourceAccountStatus = "pending" | "connected" | "disconnected";

/** A bank account at the institution, as pages and people see it: never with its whole number. */
export type SourceAccount = {
  /** Ours, unguessable: what Sage knows as the account's external id. */
  id: string;
  institutionId: string;
  connectionId: string;
  /** The institution's own id, unique within the connection. */
  externalId: string;
  name: string;
  type: AccountType;
  lastFour: string;
  currency: string;
  status: SourceAccountStatus;
  sageBankAccountId: string | null;
  sageBankId: string | null;
  feedStartDate: Date | null;
};

/** The numbers that only Sage's contract needs in full. */
export type AccountNumbers = { accountNumber: string; branchCode: string | null };

/** What Sage tells of a bank account when it links or deletes one (reference events of the notification callback). */
export type SageAccountLink = {
  sageBankAccountId: string;
  sourceAccountId: string;
  bankId: string | null;
  requestedStartDate: Date | null;
};

/** What Sage knows of a source account: its newest account that is not ended, and those that are. */
export type KnownToSage = {
  alive: (SageAccountLink & { status: string | null }) | null;
  ended: readonly string[];
  /** All that are not ended. */
  living: readonly string[];
};

export type AwaitedAccount = {
  sourceAccountId: string;
  institutionId: string;
  bankId: string;
  region: Region;
  announcedAt: Date;
};

/** Sage takes chequing, savings and card accounts, no loans. */
export const isSupportedBySage = (account: Pick<SourceAccount, "type">) => account.type !== "loan";
