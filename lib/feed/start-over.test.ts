import { expect, test } from "vitest";
import { theDay } from "../../test/days.ts";
import { isEarlyInPart, mayBeEarly, startOver } from "./start-over.ts";

const FROM = theDay("2026-02-01");
const [EARLY, WANTED] = ["2026-01-20", "2026-02-01"];
const line = (seq: number, day: string) => ({ seq, day: theDay(day) });
const warned = (...places: string[]) =>
  places.map((itemId) => ({ itemId, message: "", validatorName: itemId.endsWith(".id") ? "repeat" : "start" }));
const push = (lines: number, own: object[], shared: object[] = [], warnings = warned()) =>
  ({ lines, own, shared, warnings }) as Parameters<typeof startOver>[0];

test.each([
  ["nothing is early", push(2, [line(1, WANTED), line(2, WANTED)]), [], 2],
  ["its first is early", push(2, [line(1, EARLY), line(2, WANTED)]), ["transactions[0].date"], 2],
  [
    "all of it is early",
    push(2, [line(1, EARLY), line(2, EARLY)]),
    ["transactions[0].date", "transactions[1].date"],
    null,
  ],
  ["that was said before", push(2, [line(1, EARLY), line(2, WANTED)], [], warned("transactions[0].date")), [], 2],
  [
    "an early one is repeated",
    push(3, [line(5, WANTED)], [line(1, EARLY), line(2, WANTED)], warned("transactions[0].id", "transactions[1].id")),
    ["transactions[0].date"],
    5,
  ],
  [
    "a late line that it repeats is the last that is wanted",
    push(2, [line(3, WANTED)], [line(9, WANTED)], warned("transactions[0].id")),
    [],
    9,
  ],
  [
    "a late line that it repeats is early, and another one is not",
    push(2, [], [line(4, WANTED), line(9, EARLY)], warned("transactions[0].id", "transactions[1].id")),
    ["transactions[1].date"],
    4,
  ],
  [
    "which of its repeats is which was not kept",
    push(3, [line(5, WANTED)], [line(1, EARLY)], warned("transactions[0].id", "transactions[1].id")),
    ["transactions"],
    5,
  ],
])("F30 when %s", (_, waiting, places, lastLine) => {
  const became = startOver(waiting, FROM);
  expect(became.remarks.map(({ itemId }) => itemId)).toEqual(places);
  expect(became.remarks.every(({ validatorName }) => validatorName === "start")).toBe(true);
  expect(became.lastLine).toBe(lastLine);
  expect(became.end?.reason?.code ?? null).toBe(lastLine === null ? "not-wanted" : null);
});

test.each([
  ["it has a line from before that day", [line(5, EARLY)], [], true],
  ["it repeats one", [], [line(5, EARLY)], true],
  ["all its lines are of that day", [line(5, WANTED)], [line(6, WANTED)], false],
  ["its early line is in Sage", [line(4, EARLY)], [line(3, EARLY)], false],
] as const)("F30 a push begins again from another day where %s", (_, own, shared, expected) => {
  expect(isEarlyInPart({ own, shared }, 4, FROM)).toBe(expected);
});

test("F30 no line that waits is older than two weeks beside the first of them", () => {
  expect(mayBeEarly({ day: theDay("2026-02-14") }, FROM)).toBe(true);
  expect(mayBeEarly({ day: theDay("2026-02-15") }, FROM)).toBe(false);
});
