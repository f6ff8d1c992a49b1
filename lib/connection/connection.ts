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

/** What Sage knows of a source account: its accounts that are not ended, the newest first, and those that are. */
export type KnownToSage = {
  living: readonly (SageAccountLink & { status: string | null })[];
  ended: readonly string[];
};

/** Two accounts of Sage's for one source account: the one that Sage has told of, and the one that is known here. */
export type Contest = {
  told: SageAccountLink;
  /** Told of is one that was connected here before. */
  isOld: boolean;
  known: { sageBankAccountId: string; bankId: string | null; isEnded: boolean };
  /** How to ask Sage, at the bank that it has told of. */
  ask: Omit<AwaitedAccount, "announcedAt">;
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
