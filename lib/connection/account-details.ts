import type { CalendarDay } from "../calendar-day.ts";
import type { AccountNumbers, AccountType, SourceAccountStatus } from "./connection.ts";

/** The two bodies of the public contract for a source account. The answer uses the shape that the institution sent. */
export type AccountShape = "v1" | "v2";

export const ROUTING_TYPES = [
  "rtn",
  "aba",
  "swift",
  "bsb",
  "iban",
  "nz2",
  "trno",
  "sortcode",
  "blz",
  "ifsc",
  "bankcode",
  "apca",
  "clabe",
] as const;
export type RoutingInfo = { bankCode?: string; type: (typeof ROUTING_TYPES)[number] };

/** Details by which people recognise an account. The balance is a decimal in digits. */
export type AccountInfo = {
  description?: string;
  nickname?: string;
  accountOpenDate?: string;
  availableBalance?: string;
};

/** A source account as its institution describes it, numbers and all. */
export type AccountDetails = {
  /** The institution's own id, unique within the connection. */
  externalId: string;
  name: string;
  type: AccountType;
  shape: AccountShape;
  /** The type in the own words of a v1 body. */
  wireType: string | null;
  numbers: AccountNumbers & { sortCode: string | null; routingInfo: RoutingInfo | null };
  currency: string;
  /** A decimal in digits. */
  balance: string;
  info: AccountInfo | null;
  modifiedAt: Date | null;
};

/** The same as it is kept, with what became of it. */
export type HeldAccount = AccountDetails & {
  id: string;
  status: SourceAccountStatus;
  /** The status that its institution sees. */
  shownStatus: SourceAccountStatus;
  feedStartDate: CalendarDay | null;
};

/** The connection that accounts belong to, as its address names it. */
export type AccountHome = { institutionId: string; companyId: string; connectionId: string };

export type AccountChange = Partial<Pick<HeldAccount, "name" | "balance" | "status" | "modifiedAt" | "info">>;

/** Source accounts as their institution may read and write them. A connection that is not the institution's has none: null. */
export interface AccountStore {
  list(home: AccountHome): Promise<HeldAccount[] | null>;
  account(home: AccountHome, externalId: string): Promise<HeldAccount | null>;
  /**
   * Adds those whose id is free. The answer holds, place by place, the added account, or null where the id was taken.
   */
  add(home: AccountHome, accounts: readonly AccountDetails[]): Promise<(HeldAccount | null)[] | null>;
  /** Writes the change if the account's status is still what it was read as; false when it is not. */
  change(home: AccountHome, before: HeldAccount, change: AccountChange): Promise<boolean>;
  remove(home: AccountHome, externalId: string): Promise<boolean>;
}
