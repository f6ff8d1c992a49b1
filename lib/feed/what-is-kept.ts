import { type CalendarDay, plusDays, utcDay } from "../calendar-day.ts";
import type { SourceAccountStatus } from "../connection/connection.ts";
import { isWanted } from "./fed-account.ts";
import type { Reason } from "./reason.ts";

/** Lines this much older than an account's newest are refused as too old. Younger ones stay, to recognise repeats. */
const KNOWN_DAYS = 31;

/** The facts of an account whose bank transactions may be old enough to go. */
export type FeedPast = {
  status: SourceAccountStatus;
  /** True when anything was pushed to it after the moment before which things go. */
  wasPushedToSince: boolean;
  /** The day of its newest line; null when it has none. */
  newest: CalendarDay | null;
};

/**
 * The part of an account's bank transactions that goes. `all` takes all that is completed. Otherwise it takes those
 * before the returned day, once Sage has them. A connected account's last month stays, however old, to recognise
 * repeats and late lines.
 */
export function whatGoes({ status, wasPushedToSince, newest }: FeedPast, before: Date): "all" | CalendarDay {
  // Disconnected by Sage, its user or its institution.
  if (status === "disconnected" && !wasPushedToSince) return "all";
  const day = utcDay(before);
  const known = newest ? plusDays(newest, -KNOWN_DAYS) : day;
  if (known < day) return known;
  return day;
}

const isBefore = (at: Date | null, moment: Date) => at !== null && at < moment;

/** A line goes once Sage's present account has it. One that waits, or that a start date left out, stays. */
export const lineGoes = (
  { seq, day, completedAt }: { seq: number; day: CalendarDay; completedAt: Date | null },
  { sentThrough, startDate }: { sentThrough: number; startDate: CalendarDay | null },
  from: CalendarDay,
  before: Date,
) => seq <= sentThrough && day < from && isWanted({ day }, startDate) && isBefore(completedAt, before);

/** A push that ended long ago goes when it has no line left. If its account is disconnected, it goes with its lines. */
export const pushGoes = (
  { completedAt, lines }: { completedAt: Date | null; lines: number },
  isOver: boolean,
  before: Date,
) => isBefore(completedAt, before) && (isOver || lines === 0);

type OldStatement = {
  sageBankAccountId: string;
  lastLine: number;
  createdAt: Date;
  finishedAt: Date | null;
  reason: Reason | null;
};

/**
 * A statement that ended long ago goes with its account. Otherwise, the last one that a Sage account took stays as long
 * as its lines may. It says which lines that account has, in case the feed returns to it. A statement that Sage did not
 * take does the same.
 */
export const statementGoes = (
  statement: OldStatement,
  others: readonly OldStatement[],
  isOver: boolean,
  before: Date,
) =>
  statement.createdAt < before &&
  isBefore(statement.finishedAt, before) &&
  (isOver || (isTaken(statement) && others.some((other) => isTaken(other) && isFurther(other, statement))));

const isTaken = ({ finishedAt, reason }: OldStatement) => finishedAt !== null && reason === null;
const isFurther = (one: OldStatement, other: OldStatement) =>
  one.sageBankAccountId === other.sageBankAccountId && one.lastLine > other.lastLine;
