import type { Result } from "../result.ts";
import type { AccountConflict, AccountRefusal } from "./account-life.ts";
import type {
  AccountNumbers,
  AwaitedAccount,
  Connection,
  KnownToSage,
  SageAccountLink,
  SourceAccount,
} from "./connection.ts";
import type { HeldPasscode } from "./passcode.ts";

export interface ConnectionReader {
  /** The connection as its own institution sees it; null for another's. */
  connection(institutionId: string, connectionId: string): Promise<Connection | null>;
  accounts(institutionId: string, connectionId: string): Promise<SourceAccount[]>;
  /** The latest passcode of a connection; null when there is none or the connection is not this institution's. */
  heldPasscode(institutionId: string, connectionId: string): Promise<HeldPasscode | null>;
  /** Counts a wrong try against a passcode. With null it does the same work for nothing. */
  countFailure(passcodeId: string | null): Promise<void>;
  /** The full numbers, for Sage alone. */
  numbers(institutionId: string, accountIds: readonly string[]): Promise<Map<string, AccountNumbers>>;
  accountById(accountId: string): Promise<SourceAccount | null>;
  /** The account that is linked under an id of Sage's. */
  accountBySageId(sageBankAccountId: string): Promise<SourceAccount | null>;
}

export interface ConnectionStore {
  /** Stores a new passcode and revokes the one before, in one transaction. */
  replacePasscode(
    passcode: {
      institutionId: string;
      connectionId: string;
      hash: string;
      createdAt: Date;
      expiresAt: Date;
    },
    by: "institution" | "support",
  ): Promise<void>;
  /** Does what `accountStep` makes of an account that Sage has created; `unknown` also when no such account exists. */
  markConnected(link: SageAccountLink, at: Date, word?: "notified" | "answered"): Promise<"connected" | AccountRefusal>;
  /** The facts that decide a conflict; null where there is no bank to ask Sage about. */
  contest(told: SageAccountLink): Promise<AccountConflict | null>;
  /** The same of one that Sage has ended; `unknown` also when no account has its id. */
  markDisconnected(sageBankAccountId: string, at: Date): Promise<"disconnected" | AccountRefusal>;
  /**
   * Accounts that were shared with or offered to Sage since then, and whose notification has not come yet. With a
   * connection named, its accounts alone.
   */
  awaited(since: Date, limit: number, connectionId?: string): Promise<AwaitedAccount[]>;
  /** Records that accounts were sent to Sage which its user may link without coming here again. */
  noteOffered(accountIds: readonly string[], at: Date): Promise<void>;
  supportedAccountsBeside(sourceAccountId: string): Promise<{ companyId: string; accounts: SourceAccount[] } | null>;
}

export interface SageAccountQueries {
  /** Asks Sage about the account behind an external id: the way to an id whose notification was lost. */
  query(awaited: AwaitedAccount): Promise<Result<KnownToSage, string>>;
}
