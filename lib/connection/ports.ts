import type { Result } from "../result.ts";
import type {
  AccountNumbers,
  AwaitedAccount,
  Connection,
  Contest,
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
  /**
   * Makes the account `connected` and its connection `Linked`. Repeats change nothing. `unknown` when no such account exists,
   * `stale` when this Sage account id was deleted before, or the institution has ended the account and nobody has shared it since.
   * `contested`, and nothing is changed, when another id is known of it and Sage has only `notified` of this one: notifications
   * come late and twice. What Sage has `answered` is so now. An `Unlinked` connection stays so, unless its user has come since.
   */
  markConnected(
    link: SageAccountLink,
    at: Date,
    word?: "notified" | "answered",
  ): Promise<"connected" | "repeated" | "unknown" | "stale" | "contested">;
  /** What has to be known to judge a contested word; null where there is no bank to ask Sage about. */
  contest(told: SageAccountLink): Promise<Contest | null>;
  /** Makes the account that has this Sage id `disconnected`; repeats change nothing. `unknown` when none has it. */
  markDisconnected(sageBankAccountId: string, at: Date): Promise<"disconnected" | "repeated" | "unknown">;
  /**
   * Accounts that were shared with or offered to Sage since then and for which no notification has come yet; of one connection,
   * where it is named.
   */
  awaited(since: Date, limit: number, connectionId?: string): Promise<AwaitedAccount[]>;
  /** Notes that Sage has been told of accounts that its user may link without coming here again. */
  noteOffered(accountIds: readonly string[], at: Date): Promise<void>;
  supportedAccountsBeside(sourceAccountId: string): Promise<{ companyId: string; accounts: SourceAccount[] } | null>;
}

export interface SageAccountQueries {
  /** What Sage knows of the account behind an external id: the way to an id whose notification was lost. */
  query(awaited: AwaitedAccount): Promise<Result<KnownToSage, string>>;
}
