import { calendarDay, midnightOf } from "../calendar-day.ts";

const DATE_TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.(\d{1,9}))?(Z|[+-]\d{2}:?\d{2})?)?$/i;
const DAY_MS = 24 * 60 * 60_000;

/**
 * Reads a date, or a date and time, of ISO 8601 with any number of fractional digits. Without an offset it is UTC.
 * Returns the first moment that it names and the first one after it; null for anything else.
 */
export function readDate(text: string): { from: Date; until: Date } | null {
  const [, day, time, fraction = "", offset = "Z"] = DATE_TIME.exec(text.trim()) ?? [];
  if (!day) return null;
  const known = calendarDay(day);
  if (!known) return null;
  const midnight = midnightOf(known);
  if (!time) return { from: midnight, until: new Date(midnight.getTime() + DAY_MS) };
  const seconds = time.length === 5 ? `${time}:00` : time;
  const zone = /^z$/i.test(offset) ? "Z" : offset.replace(/^(.\d{2})(\d{2})$/, "$1:$2");
  const from = new Date(`${day}T${seconds}.${fraction.slice(0, 3).padEnd(3, "0")}${zone}`);
  return Number.isNaN(from.getTime()) ? null : { from, until: new Date(from.getTime() + 1) };
}
