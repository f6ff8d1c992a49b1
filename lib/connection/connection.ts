import type { CalendarDay } from "../calendar-day.ts";
import type { Region } from "../institution/institution.ts";

export const CONNECTION_STATUSES = ["PendingAuth", "Linked", "Unlinked", "Deauthorized"] as const;
export type ConnectionStatus = (typeof CONNECTION_STATUSES)[number];

export const isLinked = (status: ConnectionStatus) => status === "Linked";

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

/** The one who disconnected an account; `unknown` where an early release did not write it down. */
export type DisconnectedBy = "sage" | "institution" | "unknown";

/** An account's status for its institution: no account of an unlinked connection is connected, though Sage may have it still. */
export const shownStatusOf = (
  account: SourceAccountStatus,
  connection: ConnectionStatus | null,
): SourceAccountStatus => (connection === "Unlinked" && account === "connected" ? "disconnected" : account);

/** True when the end of an account is news to its institution, which knew it as connected. */
export const isEndNews = (account: SourceAccountStatus, connection: ConnectionStatus | null) =>
  shownStatusOf(account, connection) === "connected";

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
  feedStartDate: CalendarDay | null;
};

/** The numbers that only Sage's contract needs in full. */
export type AccountNumbers = { accountNumber: string; branchCode: string | null };

/** Sage's notification that it has linked or deleted a bank account (docs/sage.md). */
export type SageAccountLink = {
  sageBankAccountId: string;
  sourceAccountId: string;
  bankId: string | null;
  requestedStartDate: CalendarDay | null;
};

/** Sage's answer about a source account: its accounts that are not ended, the newest first, and those that are. */
export type KnownToSage = {
  living: readonly (SageAccountLink & { status: string | null })[];
  ended: readonly string[];
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
