import type { CalendarDay } from "../calendar-day.ts";
import type { AccountType, ConnectionStatus, SourceAccountStatus } from "../connection/connection.ts";
import type { SageAnswer } from "../connection/sage-answer.ts";
import type { PushStatus } from "../feed/push-status.ts";
import type { Reason } from "../feed/reason.ts";
import type { Reauthorisation } from "../feed/reauthorisation.ts";
import type { Remark } from "../feed/remark.ts";
import type { StatementKind } from "../feed/statement.ts";
import type { StatementFacts } from "../feed/stuck.ts";
import type { DeliveryStatus } from "../institution/delivery.ts";
import type { Locale, Region } from "../institution/institution.ts";
import type { Journey, JourneyState } from "../journey/journey.ts";
import type { Wanted } from "./find.ts";

/** The one institution whose data a person may see; null: all institutions. */
export type Scope = string | null;

export type JourneyRow = {
  id: string;
  supportCode: string;
  state: JourneyState;
  failure: Journey["failure"];
  kind: Journey["kind"];
  region: Region | null;
  locale: Locale | null;
  returnHost: string | null;
  announcedAt: Date;
  institutionId: string | null;
  institutionName: string | null;
  connectionId: string | null;
  companyName: string | null;
};

export type ConnectionRow = {
  id: string;
  status: ConnectionStatus;
  companyName: string;
  institutionName: string;
  accounts: number;
  createdAt: Date;
};

export type JourneyFilter = {
  states?: readonly JourneyState[] | undefined;
  region?: Region | undefined;
  locale?: Locale | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  /** The status of the connection that a journey led to. */
  status?: ConnectionStatus | undefined;
  /** Where in Sage the user came from: the host of the return URL. */
  host?: string | undefined;
  oldestFirst?: boolean | undefined;
};

/** Where a page of a list begins: after this row, in the list's order. */
export type Cursor = { at: Date; id: string };

/** A name that fits more connections than this is too short to help. */
export const MOST_CONNECTIONS = 50;

/** The finds of a search: the connections it names, and journeys. */
export type SearchResult = { connections: ConnectionRow[]; journeys: JourneyRow[] };

export type TimelineEvent = {
  id: number;
  at: Date;
  type: string;
  actor: string;
  detail: Record<string, unknown>;
};

export type ShownAccount = {
  id: string;
  externalId: string;
  name: string;
  type: AccountType;
  lastFour: string;
  currency: string;
  status: SourceAccountStatus;
  sageBankAccountId: string | null;
  sageBankId: string | null;
  feedStartDate: CalendarDay | null;
  connectedAt: Date | null;
  reauthorisation: Reauthorisation | null;
};

export type ShownPasscode = {
  id: string;
  createdAt: Date;
  expiresAt: Date;
  failures: number;
  redeemedAt: Date | null;
  redeemedBy: string | null;
  revokedAt: Date | null;
};

export type ShownDelivery = {
  id: string;
  webhookId: string;
  url: string;
  eventType: string;
  status: DeliveryStatus;
  createdAt: Date;
  attempts: number;
  lastStatus: number | null;
  lastError: string | null;
};

/** A statement to Sage, and Sage's answer to it. */
export type ShownStatement = StatementFacts & {
  id: string;
  accountName: string;
  kind: StatementKind;
  lines: number;
  sageStatementId: string | null;
  /** Its answer that refused the statement, failed it or left its outcome unknown; null in older rows. */
  sageAnswer: SageAnswer | null;
};

/** An account's bank transactions of one day, and its balance after the last of them. */
export type FeedDay = { sourceAccountId: string; day: CalendarDay; lines: number; balance: string };

/** A push of the institution's, and its outcome in Sage. */
export type ShownPush = {
  id: string;
  sourceAccountId: string;
  accountName: string;
  status: PushStatus;
  lines: number;
  requestedAt: Date;
  completedAt: Date | null;
  /** Why it has failed. */
  reason: Reason | null;
  /** The texts that its institution got, place by place. */
  errors: readonly Remark[];
  /** Counts of a push: transactions that are identical repeats, held ones, and those from before the start date. */
  repeats: number;
  held: number;
  beforeStart: number;
};

export type ShownConnection = {
  id: string;
  institutionId: string;
  institutionName: string;
  companyId: string;
  companyName: string;
  status: ConnectionStatus;
  createdAt: Date;
  accounts: ShownAccount[];
  passcodes: ShownPasscode[];
  journeys: JourneyRow[];
  deliveries: ShownDelivery[];
};

/** The fate of a connection's bank transactions: pushes and statements, the newest first, and the last weeks day by day. */
export type ShownFeed = {
  pushes: ShownPush[];
  statements: ShownStatement[];
  days: FeedDay[];
  /** After which those before follow; null when there are none. */
  older: FeedPlace;
};
/** Where in the lists of pushes and statements somebody is; null at the newest. */
export type FeedPlace = { pushes: Cursor | null; statements: Cursor | null };

/** As many pushes and statements as a person looks through. */
export const NEWEST = 50;

/** How many days the charts of an account go back. */
export const FEED_DAYS = 60;

/** Questions of support staff to the store; everything is asked within a scope. */
export interface SupportStore {
  find(
    scope: Scope,
    readings: readonly Wanted[],
    filter: JourneyFilter,
    after: Cursor | null,
    limit: number,
  ): Promise<SearchResult>;
  /** `triedConnectionId` is the connection whose ID was typed last, while the user has not identified yet. */
  journey(
    scope: Scope,
    id: string,
  ): Promise<
    | (JourneyRow & {
        journey: Journey;
        triedConnectionId: string | null;
        triedCompanyName: string | null;
        erasedAt: Date | null;
      })
    | null
  >;
  /** The events of a journey itself. With its connection, also the passcodes that were issued for it in that time. */
  timeline(journeyId: string, connectionId?: string | null): Promise<TimelineEvent[]>;
  connection(scope: Scope, id: string): Promise<ShownConnection | null>;
  feed(scope: Scope, connectionId: string, since: CalendarDay, after: FeedPlace): Promise<ShownFeed>;
  /**
   * A visit that was rejected before it had a journey, by the support code on its page. Everybody may see one that
   * named no bank.
   */
  refusal(scope: Scope, code: string): Promise<TimelineEvent | null>;
}
