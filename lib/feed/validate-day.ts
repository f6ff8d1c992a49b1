import { type CalendarDay, dayIn, plusDays, utcDay } from "../calendar-day.ts";

/** Sage takes no transaction that is older than this beside its newest. */
export const MOST_DAYS_LATE = 14;

/** How an institution's days are validated. */
export type DayRules = {
  /** Where its days are, by IANA's name of the time zone; null: it did not say. */
  timeZone: string | null;
  /** Takes nothing that is older than the newest accepted, however little. */
  isStrict: boolean;
};

type Facts = DayRules & {
  /** The newest day that was accepted for the account; null when there is none. */
  newest: CalendarDay | null;
  now: Date;
};

/**
 * Where a transaction's day lies. `future` and `tooOld` are refused; `late` and `ahead` are warnings. `ahead` is a day
 * that has begun somewhere and not yet in UTC. Only an institution that names no time zone can have one.
 */
export type DayValidation = "fine" | "future" | "ahead" | "late" | "tooOld";

/** Where clocks are furthest ahead it is so many hours later than in UTC. */
const EASTERNMOST_HOURS = 14;

/** Validates the day of a new transaction against those accepted before its push. */
export function validateDay(day: CalendarDay, { newest, now, timeZone, isStrict }: Facts): DayValidation {
  const today = timeZone === null ? utcDay(now) : dayIn(timeZone, now);
  const last = timeZone === null ? utcDay(new Date(now.getTime() + EASTERNMOST_HOURS * 3_600_000)) : today;
  if (day > last) return "future";
  if (day > today) return "ahead";
  if (newest === null) return "fine";
  // A line that was taken ahead of its day shuts out nothing of the days before.
  const begun = newest < today ? newest : today;
  if (day >= begun) return "fine";
  return isStrict || day < plusDays(newest, -MOST_DAYS_LATE) ? "tooOld" : "late";
}
