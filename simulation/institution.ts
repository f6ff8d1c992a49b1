import { type CalendarDay, plusDays } from "../lib/calendar-day.ts";
import type { PushedLine } from "../lib/feed/bank-line.ts";
import type { Choice } from "./choices.ts";
import { push } from "./store/pushes.ts";
import type { World } from "./world.ts";

/** The day from which days are counted; long past, so that no line is in the future. */
export const FIRST_DAY = "2025-06-02" as CalendarDay;
/** A line may be two weeks older than the newest one; a history has fewer days. */
const MOST_DAYS = 12;
const LATE_DAYS = 2;

const lineOf = (id: string, day: CalendarDay): PushedLine => ({
  ...{ id, day, description: "a line", amount: "0", balance: "0", type: "Unknown", time: null },
  ...{ counterparty: null, reference: null, reconciled: null },
});

function newLines({ institution }: World, count: number, days: number): PushedLine[] {
  const day = plusDays(FIRST_DAY, days);
  const { lines } = institution;
  const fresh = Array.from({ length: count }, (_, index) => lineOf(`l${lines.length + index + 1}`, day));
  lines.push(...fresh);
  return fresh;
}

function send(world: World, lines: readonly PushedLine[], minutes: number | null = null) {
  const ordered = lines.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const ids = ordered.map(({ id }) => id);
  const id = push(world, ordered, minutes);
  world.log?.push(`the institution pushes ${ids.join(",")}: ${id ?? "refused"}`);
  world.institution.pushes.push({ ids, id });
  return id;
}

/** Pushes new lines. */
export function pushNew(world: World, { lines, daysLater, isLate, minutes }: Extract<Choice, { do: "push" }>) {
  const { institution } = world;
  institution.day = Math.min(MOST_DAYS, institution.day + daysLater);
  send(world, newLines(world, lines, Math.max(0, institution.day - (isLate ? LATE_DAYS : 0))), minutes);
}

/** Pushes some of its pushes again in one, with new lines behind them. */
export function pushAgain(world: World, { which, and, more }: Extract<Choice, { do: "push again" }>) {
  const { pushes, day } = world.institution;
  const first = Math.max(0, pushes.length - 1 - which);
  const ids = new Set(pushes.slice(first, first + 1 + and).flatMap((one) => one.ids));
  if (ids.size > 0) send(world, [...linesOf(world, ids), ...newLines(world, more, day)]);
}

/** Pushes one push again as it was; answers its new id, or null where it is not taken. */
export const repeat = (world: World, ids: readonly string[]) => send(world, linesOf(world, new Set(ids)));

const linesOf = ({ institution }: World, ids: ReadonlySet<string>) => institution.lines.filter(({ id }) => ids.has(id));
