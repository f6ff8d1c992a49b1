import type { Result } from "../result.ts";
import type { AwaitedAccount, SageAccountLink, SourceAccount } from "./connection.ts";

export interface ConnectionStore {
  /** Stores a new passcode and revokes the one before, in one transaction. */
  replacePasscode(passcode: {
    institutionId: string;
    connectionId: string;
    hash: string;
    createdAt: Date;
    expiresAt: Date;
  }): Promise<void>;
  /**
   * Makes the account `connected` and its connection `Linked`. Repeats change nothing. `unknown` when no such account exists,
   * `stale` when this Sage account id was deleted before.
   */
  markConnected(link: SageAccountLink, at: Date): Promise<"connected" | "repeated" | "unknown" | "stale">;
  /** Makes the account that has this Sage id `disconnected`; repeats change nothing. `unknown` when none has it. */
  markDisconnected(sageBankAccountId: string, at: Date): Promise<"disconnected" | "repeated" | "unknown">;
  /** Accounts that were shared with Sage before `since` and for which no notification has come yet. */
  awaited(since: Date, limit: number): Promise<AwaitedAccount[]>;
  supportedAccountsBeside(sourceAccountId: string): Promise<{ companyId: string; accounts: SourceAccount[] } | null>;
}

export interface SageAccountQueries {
  /** What Sage knows of the account behind an external id: the way to an id whose notification was lost. */
  query(awaited: AwaitedAccount): Promise<Result<SageAccountLink | null, string>>;
}
