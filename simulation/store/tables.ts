import type { CalendarDay } from "../../lib/calendar-day.ts";
import type { AccountLife, ConnectionLife, SageAccount } from "../../lib/connection/account-life.ts";
import type { Feed, InFlight } from "../../lib/feed/feed-life.ts";
import type { PushStatus } from "../../lib/feed/push-status.ts";
import type { Reason } from "../../lib/feed/reason.ts";
import type { Remark } from "../../lib/feed/remark.ts";
import type { FreshLine } from "../../lib/feed/validate-push.ts";

/** The one account of a history, and all around it. */
export const HOME = {
  institutionId: "institution",
  connectionId: "connection",
  sourceAccountId: "account",
  bankId: "bank",
  region: "eu",
} as const;

/** Sage's notification of an account, as it is reported. */
export const linkOf = (sageBankAccountId: string, startDate: CalendarDay | null) => ({
  sageBankAccountId,
  sourceAccountId: HOME.sourceAccountId,
  bankId: HOME.bankId,
  requestedStartDate: startDate,
});

export type FeedRow = Omit<Feed, "account" | "held" | "returning"> & { runner: string | null; runnerUntil: number };

/** A line as it was accepted; `seq` is its number in the feed. */
export type LineRow = FreshLine & { seq: number; pushId: string };

export type PushRow = {
  id: string;
  status: PushStatus;
  timesOutAt: Date | null;
  completedAt: Date | null;
  reason: Reason | null;
  warnings: readonly Remark[];
  lines: number;
  lastLine: number | null;
  shared: readonly number[];
};

/** A statement that is in flight, or was. */
export type StatementRow = Omit<InFlight, "isAccountEndedInSage"> & {
  wantedFrom: CalendarDay | null;
  finishedAt: Date | null;
};

export type AccountRow = Omit<AccountLife, "connection" | "sharedAt" | "journey" | "sageAccounts">;
export type ConnectionRow = Omit<ConnectionLife, "connectedIds" | "reauthorisedAt" | "lastBankId">;
/** A journey in which the user shared the account, or authorised it again. */
export type JourneyRow = { id: string; at: Date; kind: "onboard" | "reauth"; connectedAt: Date | null };
export type NotificationRow = { type: "created" | "deleted"; sageBankAccountId: string; startDate: CalendarDay | null };

/** The whole store. Rows and lists are never changed, only replaced: a copy of the record is a backup. */
export type Tables = {
  account: AccountRow;
  connection: ConnectionRow;
  feed: FeedRow | null;
  lines: readonly LineRow[];
  pushes: readonly PushRow[];
  /** In the order in which they were opened. */
  statements: readonly StatementRow[];
  sageAccounts: readonly SageAccount[];
  journeys: readonly JourneyRow[];
  notifications: readonly NotificationRow[];
  /** When the job that waits for the account is due; null where none waits. */
  job: number | null;
  restoredAt: Date | null;
  /** The number that the next line gets. */
  nextSeq: number;
};

/** A store in which the account was created and nothing has happened yet. */
export const emptyTables = (): Tables => ({
  account: {
    id: HOME.sourceAccountId,
    institutionId: HOME.institutionId,
    status: "pending",
    sageBankAccountId: null,
    sageBankId: null,
    feedStartDate: null,
    connectedAt: null,
    disconnectedBy: null,
    disconnectedAt: null,
    offeredAt: null,
  },
  connection: {
    id: HOME.connectionId,
    institutionId: HOME.institutionId,
    status: "PendingAuth",
    movedAt: null,
    unlinkedAt: null,
  },
  feed: null,
  lines: [],
  pushes: [],
  statements: [],
  sageAccounts: [],
  journeys: [],
  notifications: [],
  job: null,
  restoredAt: null,
  nextSeq: 1,
});

export const newFeed = (): FeedRow => ({
  sourceAccountId: HOME.sourceAccountId,
  sentTo: null,
  sentThrough: 0,
  singlyThrough: 0,
  mostLines: null,
  lookedAt: null,
  awaitsSage: null,
  resumeAt: null,
  reauthorisation: null,
  reauthorisationAt: null,
  askedInVain: 0,
  runner: null,
  runnerUntil: 0,
});

export const linesIn = ({ lines }: Tables, { firstLine, lastLine, wantedFrom }: StatementRow) =>
  lines.filter(({ seq, day }) => seq >= firstLine && seq <= lastLine && (wantedFrom === null || day >= wantedFrom));
