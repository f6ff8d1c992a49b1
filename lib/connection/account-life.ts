import type { CalendarDay } from "../calendar-day.ts";
import type { EventType } from "../institution/webhook.ts";
import type { JourneyKind } from "../journey/journey.ts";
import type {
  AwaitedAccount,
  ConnectionStatus,
  DisconnectedBy,
  SageAccountLink,
  SourceAccountStatus,
} from "./connection.ts";

/** A bank account that Sage made of one of a connection's accounts. */
export type SageAccount = { sageBankAccountId: string; connectedAt: Date | null; endedAt: Date | null };

/** A source account with all that decides what becomes of it. */
export type AccountLife = {
  id: string;
  institutionId: string;
  status: SourceAccountStatus;
  /** Sage's account that it is connected to, or was last, and the bank of it. */
  sageBankAccountId: string | null;
  sageBankId: string | null;
  feedStartDate: CalendarDay | null;
  connectedAt: Date | null;
  disconnectedBy: DisconnectedBy | null;
  disconnectedAt: Date | null;
  /** When it was last sent to Sage among the accounts beside a connected one. */
  offeredAt: Date | null;
  /** When its user shared it last, in a journey that Sage took or may have taken. */
  sharedAt: Date | null;
  /** The last journey that shared it, if Sage took that for certain. */
  journey: { id: string; connectedAt: Date | null } | null;
  connection: ConnectionLife;
  /** Sage's accounts that the connection has had, of this account and of those beside it. */
  sageAccounts: readonly SageAccount[];
};

/** The connection of source accounts, as far as it decides what becomes of them. */
export type ConnectionLife = {
  id: string;
  institutionId: string;
  status: ConnectionStatus;
  /** When it got its status. */
  movedAt: Date | null;
  unlinkedAt: Date | null;
  /** When its user authorised it again last, in a journey that Sage took or may have taken. */
  reauthorisedAt: Date | null;
  /** The bank of its last journey that Sage took. */
  lastBankId: string | null;
  /** Its accounts that are connected in Sage. */
  connectedIds: readonly string[];
};

/** Sage's news of an account, with what the store knows of what it names. */
export type CreatedInSage = {
  type: "created";
  /** Notifications come late, twice and out of order; an answer to a question is so now. */
  word: "notified" | "answered";
  link: SageAccountLink;
  /** Another source account has this Sage account. */
  isTaken: boolean;
  /** Sage has reported its end already. */
  isDeleted: boolean;
  /** The owner of the named bank: this institution or another one. Null where Sage names none, or none that is known. */
  bank: "own" | "foreign" | null;
  /** The start date that Sage gave with it once. */
  toldStartDate: CalendarDay | null;
};

/** Two accounts of Sage's for one source account: the reported one, and the one that is known here. */
export type AccountConflict = {
  account: AccountLife;
  told: SageAccountLink;
  /** How to ask Sage, at the bank that it has reported. */
  ask: Omit<AwaitedAccount, "announcedAt">;
};

export type AccountEvent =
  | CreatedInSage
  | { type: "ended"; sageBankAccountId: string }
  /** By its institution. */
  | { type: "disconnected" }
  | { type: "deleted" };

export type ConnectionEvent =
  | { type: "unlinked" }
  /** Its user has shared accounts, or authorised the connection again. */
  | { type: "shared"; kind: JourneyKind; accountIds: readonly string[] };

/** Why an event changes nothing. */
export type AccountRefusal =
  /** It is so already. */
  | "repeated"
  /** It names what is not its institution's. */
  | "unknown"
  /** It is older than an end that stands. */
  | "stale"
  /** Sage has to be asked which of two accounts is active. */
  | "contested";

export type ConnectionRefusal =
  /** It is so already. */
  | "repeated"
  /** There is nothing to unlink. */
  | "never-linked"
  /** Sage has connected none of the accounts: it tells of one that it connects. */
  | "not-connected";

/** The store's tasks after an event, in this order. */
export type AccountEffect =
  /** Stores what has changed of the account. */
  | { type: "save" }
  | { type: "remember"; sageAccount: SageAccount }
  | { type: "finish-journey"; journeyId: string }
  /** Stores what has changed of the connection. */
  | { type: "save-connection" }
  | { type: "note"; entry: string; actor: "sage" | "institution"; detail: Record<string, string> }
  | { type: "tell-of-account"; event: EventType }
  | { type: "tell-of-connection"; event: EventType }
  /** Tells of each connected account of the connection, but for the one at hand. */
  | { type: "tell-of-accounts"; what: "connected" | "disconnected" }
  /** Has its bank transactions looked at. */
  | { type: "follow" };

export type Stepped<T> = { after: T; effects: readonly AccountEffect[] };
