import { type CalendarDay, plusDays, utcDay } from "../calendar-day.ts";

/** Lines this much older than an account's newest are refused as too old; until then a repeat must be known as one. */
const KNOWN_DAYS = 31;

/** The facts of an account whose bank transactions may be old enough to go. */
export type FeedPast = {
  /** Ended by Sage, its user or its institution. */
  isDisconnected: boolean;
  /** True when anything was pushed to it after the moment before which things go. */
  wasPushedToSince: boolean;
  /** The day of its newest line; null when it has none. */
  newest: CalendarDay | null;
};

/**
 * The part of an account's bank transactions that goes: `all` that is completed, or those of days before the one that is answered, once
 * Sage has them. A connected account's last month stays, however old: by it a repeat is known, and a line that is too late.
 */
export function whatGoes({ isDisconnected, wasPushedToSince, newest }: FeedPast, before: Date): "all" | CalendarDay {
  if (isDisconnected && !wasPushedToSince) return "all";
  const day = utcDay(before);
  const known = newest ? plusDays(newest, -KNOWN_DAYS) : day;
  if (known < day) return known;
  return day;
}
