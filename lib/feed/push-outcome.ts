import type { CalendarDay } from "../calendar-day.ts";
import { isWanted } from "./fed-account.ts";
import { hasPassedBy, type PastStatement } from "./past-statements.ts";
import type { PushStatus } from "./push-status.ts";
import { because, type ReasonCode } from "./reason.ts";
import { placesOf, REPEAT, type Remark, START } from "./remark.ts";

type Validated = {
  /** How many transactions its request had. */
  lines: number;
  errors: readonly Remark[];
  warnings: readonly Remark[];
};

/**
 * How a push begins, and why when it has failed at once. `isAwaited` is whether Sage is to have any of it yet. A push of which Sage
 * gets nothing has failed: `Success` means that something is in Sage.
 */
export function beginningOf({ lines, errors, warnings }: Validated, isAwaited: boolean) {
  const failed = (code: ReasonCode) => ({ status: "Failed" as const, reason: because(code) });
  if (errors.length > 0) return failed("against-the-rules");
  if (isAwaited) return { status: "Pending" as const, reason: null };
  if (placesOf(warnings, START).size >= lines) return failed("nothing-wanted");
  return { status: "Success" as const, reason: null };
}

/** True when all of a push that Sage wants is in Sage; one that is called `TimedOut` may be too. */
export const isInSage = (status: PushStatus, endedAt: Date | null) =>
  status === "Success" || (status === "TimedOut" && endedAt !== null);

/** The present state of a push's lines, where some were left out. Its account may have an earlier start date now. */
export type LinesNow = {
  /** Lines of its own that are kept. */
  held: number;
  /** Those of them that Sage's present account does not get. */
  early: number;
  /** Those that Sage's present account is to have, and has not yet. */
  awaited: number;
};

/** True of a push of which Sage was not to have all when it came. */
export const wasLeftOut = (warnings: readonly Remark[]) => placesOf(warnings, START).size > 0;

type Line = { seq: number; day: CalendarDay };
/** Sage's present account: from when on it wants lines, and the statements to it. */
type Present = { startDate: CalendarDay | null; past: readonly PastStatement[] };

/** True of a line that Sage's present account does not get. */
export const isLeftOutNow = (line: Line, { startDate, past }: Present) =>
  !isWanted(line, startDate) || (line.day === startDate && hasPassedBy(past, line.seq));

/** The present state of a push's own lines. */
export function linesNowOf(
  own: readonly Line[],
  { sentThrough, ...present }: Present & { sentThrough: number },
): LinesNow {
  const wanted = own.filter((line) => !isLeftOutNow(line, present));
  return {
    held: own.length,
    early: own.length - wanted.length,
    awaited: wanted.filter(({ seq }) => seq > sentThrough).length,
  };
}

/**
 * How many transactions of a push are in Sage, and how many are skipped as older than the start date. `now` is null if
 * none was left out at the push. A repeated line belongs to another push; its reported state holds.
 */
export function countsOf({
  lines,
  errors,
  warnings,
  isInSage,
  now,
}: Validated & { isInSage: boolean; now: LinesNow | null }) {
  if (errors.length > 0) return { delivered: 0, skipped: 0 };
  const [early, repeats] = [placesOf(warnings, START), placesOf(warnings, REPEAT)];
  const own = [...early].filter((place) => !repeats.has(place)).length;
  const came = now && now.held > 0 ? Math.max(0, own - now.early) : 0;
  const skipped = Math.min(lines, early.size) - came;
  const awaited = Math.min(came, now?.awaited ?? 0);
  return { delivered: (isInSage ? lines - skipped : came) - awaited, skipped };
}
