declare const brand: unique symbol;

/**
 * A day of the calendar, `YYYY-MM-DD`, of no time and no zone: the same wherever it is read. Days compare as text, with `<` and `>`.
 */
export type CalendarDay = string & { readonly [brand]: "CalendarDay" };

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;

/** Reads `YYYY-MM-DD`; null for anything else, and for a day that no calendar has. */
export function calendarDay(text: string): CalendarDay | null {
  if (!DAY.test(text)) return null;
  const midnight = new Date(`${text}T00:00:00Z`);
  // The parser makes 2 March of 30 February.
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().slice(0, 10) === text
    ? (text as CalendarDay)
    : null;
}

const HOUR = String.raw`([01]\d|2[0-3]):[0-5]\d(?::([0-5]\d|60))?(?:[.,]\d{1,9})?|24:00(?::00)?(?:[.,]0{1,9})?`;
const WRITTEN = new RegExp(String.raw`^(\d{4}-\d{2}-\d{2})(?:[T ](${HOUR})(?:Z|[+-]\d{2}(?::?\d{2})?)?)?$`, "i");

/** A day as it was written, with any time of day: `HH:MM`, then seconds and their fraction. */
export type WrittenDay = { day: CalendarDay; time: string | null };

/**
 * Reads a date, or a date and time, of ISO 8601 exactly as written. An offset or a `Z` moves nothing. Null for anything
 * else.
 */
export function writtenDay(text: string): WrittenDay | null {
  const [, date = "", time = null] = WRITTEN.exec(text.trim()) ?? [];
  const day = calendarDay(date);
  return day && { day, time };
}

const STARTS_WITH_DAY = /^\s*(\d{4}-\d{2}-\d{2})(?:[T\s]|Z|[+-]\d{2}|$)/i;

/**
 * The first day of a feed as Sage names it. A date with a time, a zone or neither means that very day. Null for any
 * other text, and for a year that no calendar on either side knows.
 */
export function startDay(value: unknown): CalendarDay | null {
  if (typeof value !== "string") return null;
  const day = calendarDay(STARTS_WITH_DAY.exec(value)?.[1] ?? "");
  return day && day >= "1900-01-01" && day < "2200-01-01" ? day : null;
}

/** The day of a moment in UTC. */
export const utcDay = (at: Date) => at.toISOString().slice(0, 10) as CalendarDay;

/** The day of a moment in a time zone of IANA’s names. */
export function dayIn(timeZone: string, at: Date): CalendarDay {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}` as CalendarDay;
}

/** The day’s midnight in UTC. */
export const midnightOf = (day: CalendarDay) => new Date(`${day}T00:00:00.000Z`);

/** A later day, or an earlier one for a number below nothing. */
export const plusDays = (day: CalendarDay, days: number) => utcDay(new Date(midnightOf(day).getTime() + days * DAY_MS));
