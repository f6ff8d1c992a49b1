import { type CalendarDay, plusDays } from "../calendar-day.ts";
import { type PushEnd, UNWANTED } from "./push-ends.ts";
import { placesOf, REPEAT, type Remark, START, TOO_EARLY } from "./remark.ts";
import { MOST_DAYS_LATE } from "./validate-day.ts";

type Placed = { seq: number; day: CalendarDay };

/** A push that waits, as it is found when its account is connected again from another day. */
export type WaitingPush = {
  /** How many transactions its request had. */
  lines: number;
  warnings: readonly Remark[];
  /** Lines that were new with it, and lines of other pushes on their way that it repeats: each in the order of the request. */
  own: readonly Placed[];
  shared: readonly Placed[];
};

export type StartedOver = { remarks: Remark[] } & ({ lastLine: number; end: null } | { lastLine: null; end: PushEnd });

/** False where no line that waits can be from before a day: none is older than so many days beside the first of them. */
export const mayBeEarly = (first: Pick<Placed, "day">, from: CalendarDay) => first.day < plusDays(from, MOST_DAYS_LATE);

/** True of a push that has or repeats a line that waits, after a place, and is from before a day. */
export const isEarlyInPart = (
  { own, shared }: Pick<WaitingPush, "own" | "shared">,
  through: number,
  from: CalendarDay,
) => [...own, ...shared].some(({ seq, day }) => seq > through && day < from);

/**
 * Says what becomes of a push that waits when Sage wants nothing from before a day: which of its transactions Sage does not get, as
 * far as that was not said, and which line is the last that Sage is to have; without one it ends.
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
