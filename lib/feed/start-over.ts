import { type CalendarDay, plusDays } from "../calendar-day.ts";
import { type PushEnd, UNWANTED } from "./push-ends.ts";
import { placesOf, REPEAT, type Remark, START, TOO_EARLY } from "./remark.ts";
import { MOST_DAYS_LATE } from "./validate-day.ts";

type Placed = { seq: number; day: CalendarDay };

/** A push that waits when its account is reconnected from another day. */
export type WaitingPush = {
  /** How many transactions its request had. */
  lines: number;
  warnings: readonly Remark[];
  /** Its new lines, and the waiting lines of other pushes that it repeats: each in the order of the request. */
  own: readonly Placed[];
  shared: readonly Placed[];
};

export type StartedOver = { remarks: Remark[] } & ({ lastLine: number; end: null } | { lastLine: null; end: PushEnd });

/** False where no waiting line can be older than a day: none is more than so many days older than the first. */
export const mayBeEarly = (first: Pick<Placed, "day">, from: CalendarDay) => first.day < plusDays(from, MOST_DAYS_LATE);

/** True of a push that has or repeats a waiting line, after a place, from before a day. */
export const isEarlyInPart = (
  { own, shared }: Pick<WaitingPush, "own" | "shared">,
  through: number,
  from: CalendarDay,
) => [...own, ...shared].some(({ seq, day }) => seq > through && day < from);

/**
 * Says the outcome of a waiting push when Sage wants nothing from before a day. It names transactions that Sage does
 * not get, unless reported before. It names the last line that Sage is to have; without one the push ends.
 */
export function startOver({ lines, warnings, own, shared }: WaitingPush, from: CalendarDay): StartedOver {
  const places = Array.from({ length: lines }, (_, index) => `transactions[${index}]`);
  const repeats = placesOf(warnings, REPEAT);
  const known = placesOf(warnings, START);
  const early = (ofThem: readonly string[], placed: readonly Placed[]) =>
    ofThem.filter((_, index) => (placed[index]?.day ?? from) < from);
  const repeated = places.filter((place) => repeats.has(place));
  // It may repeat what is in Sage as well; which of its places is which was not kept then.
  const isPlaced = repeated.length === shared.length;
  const remarks: Remark[] = [
    ...early(
      places.filter((place) => !repeats.has(place)),
      own,
    ),
    ...early(isPlaced ? repeated : [], shared),
  ]
    .filter((place) => !known.has(place))
    .map((place) => ({ itemId: `${place}.date`, message: TOO_EARLY, validatorName: START }));
  if (!isPlaced && shared.some(({ day }) => day < from) && !known.has("transactions"))
    remarks.push({
      itemId: "transactions",
      message: "repeat one that is before the feed's start date; Sage does not get it",
      validatorName: START,
    });
  const wanted = [...own, ...shared].filter(({ day }) => day >= from).map(({ seq }) => seq);
  return wanted.length > 0
    ? { remarks, lastLine: Math.max(...wanted), end: null }
    : { remarks, lastLine: null, end: UNWANTED };
}
