import { z } from "zod";
import type { Range } from "../../console/overview.ts";
import type { Query } from "./console-list.ts";

const DAY_MS = 86_400_000;
/** Counting more than a year at once would keep everybody waiting. */
const LONGEST_MS = 366 * DAY_MS;

export const RANGES = ["today", "week", "month", "quarter"] as const;
export type RangeName = (typeof RANGES)[number];
const DAYS: Record<RangeName, number> = { today: 1, week: 7, month: 30, quarter: 90 };

const Day = z.iso.date().regex(/^20\d\d-/);
const Asked = z.object({
  range: z.enum(RANGES).optional().catch(undefined),
  from: Day.optional().catch(undefined),
  to: Day.optional().catch(undefined),
  institution: z.guid().optional().catch(undefined),
});

const startOf = (day: string) => new Date(`${day}T00:00:00Z`);

/** The days that an address asks for, in UTC; today's where it asks for none that can be read. */
export function readRange(query: Query, now: Date) {
  const { range, from, to, institution } = Asked.parse(query);
  const tomorrow = new Date(startOf(now.toISOString().slice(0, 10)).getTime() + DAY_MS);
  if (!range && from) {
    // Typed the wrong way round, they mean the same days.
    const [first, last] = to && to < from ? [to, from] : [from, to];
    const wanted = last ? startOf(last).getTime() + DAY_MS : tomorrow.getTime();
    const end = Math.max(wanted, startOf(first).getTime() + DAY_MS);
    // Too long a time is cut at its beginning: the newest days are what somebody asks about.
    const start = Math.max(startOf(first).getTime(), end - LONGEST_MS);
    return { name: null, institution, range: { from: new Date(start), to: new Date(end) } satisfies Range };
  }
  const name = range ?? "today";
  const start = new Date(tomorrow.getTime() - DAYS[name] * DAY_MS);
  return { name, institution, range: { from: start, to: tomorrow } satisfies Range };
}

/**
 * A length of time as people say it. Below ten seconds it has tenths, below a minute whole seconds, then minutes and
 * seconds, then hours.
 */
export function lengthOf(seconds: number, locale: string): string {
  if (seconds > 0 && seconds < 0.05) return `<\u00a0${(0.1).toLocaleString(locale)}\u00a0s`;
  if (seconds < 10) return `${seconds.toLocaleString(locale, { maximumFractionDigits: 1 })}\u00a0s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}\u00a0s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}\u00a0min ${whole % 60}\u00a0s`;
  return `${Math.floor(whole / 3600)}\u00a0h ${Math.floor((whole % 3600) / 60)}\u00a0min`;
}
