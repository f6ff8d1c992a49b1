import { calendarDay } from "../lib/calendar-day.ts";

/** A day of the calendar that a test names. */
export function theDay(text: string) {
  const day = calendarDay(text);
  if (!day) throw new Error(`${text} is no day`);
  return day;
}
