import { expect, test } from "vitest";
import { theDay } from "../../test/days.ts";
import type { PastStatement } from "./past-statements.ts";
import { beginningOf, countsOf, isInSage, linesNowOf, wasLeftOut } from "./push-outcome.ts";

const at = (validatorName: string, ...places: string[]) =>
  places.map((itemId) => ({ itemId, message: "", validatorName }));
const early = (...indexes: number[]) => at("start", ...indexes.map((index) => `transactions[${index}].date`));

test.each([
  ["breaks a rule", { lines: 2, errors: at("order", "transactions[1].date"), warnings: early(0, 1) }, true, "Failed"],
  ["is on its way", { lines: 2, errors: [], warnings: [] }, true, "Pending"],
  ["is on its way in part", { lines: 2, errors: [], warnings: early(0) }, true, "Pending"],
  [
    "is in Sage already",
    { lines: 2, errors: [], warnings: at("repeat", "transactions[0].id", "transactions[1].id") },
    false,
    "Success",
  ],
  ["is in Sage in part, and skipped in part", { lines: 2, errors: [], warnings: early(0) }, false, "Success"],
  ["is skipped, all of it", { lines: 2, errors: [], warnings: early(0, 1) }, false, "Failed"],
  [
    "repeats what was skipped",
    { lines: 1, errors: [], warnings: [...at("repeat", "transactions[0].id"), ...early(0)] },
    false,
    "Failed",
  ],
])("F7 a push that %s begins as it is", (what, push, isAwaited, status) => {
  const began = beginningOf(push, isAwaited);
  expect(began.status).toBe(status);
  const code = what === "breaks a rule" ? "against-the-rules" : "nothing-wanted";
  expect(began.reason).toEqual(status === "Failed" ? { code } : null);
});

test.each([
  ["Success", new Date(), true],
  ["TimedOut", null, false],
  ["TimedOut", new Date(), true],
  ["Pending", null, false],
  ["Failed", new Date(), false],
] as const)("F7 a push that is %s and ended %s is in Sage: %s", (status, endedAt, expected) => {
  expect(isInSage(status, endedAt)).toBe(expected);
});

const now = (held: number, early: number, awaited: number) => ({ held, early, awaited });
const inPart = { lines: 5, errors: [], warnings: early(0, 1), isInSage: true };
const skipped = { lines: 2, errors: [], warnings: early(0, 1), isInSage: false };

test.each([
  ["waits", { ...inPart, lines: 3, warnings: early(0), isInSage: false, now: now(3, 1, 2) }, [0, 1]],
  ["is in Sage", { ...inPart, warnings: at("repeat", "transactions[1].id"), now: null }, [5, 0]],
  ["is in Sage in part", { ...inPart, warnings: [...early(0, 1), ...early(1)], now: now(5, 2, 0) }, [3, 2]],
  ["is in Sage in part, and kept no more", { ...inPart, now: now(0, 0, 0) }, [3, 2]],
  ["is wanted now, and waits", { ...inPart, now: now(5, 0, 5) }, [3, 0]],
  ["is wanted now in part", { ...inPart, now: now(5, 1, 0) }, [4, 1]],
  ["is wanted now, and in Sage", { ...inPart, now: now(5, 0, 0) }, [5, 0]],
  ["is wanted less now", { ...inPart, now: now(5, 4, 0) }, [3, 2]],
  ["is skipped", { ...skipped, now: now(2, 2, 0) }, [0, 2]],
  ["was skipped, and waits", { ...skipped, now: now(2, 0, 2) }, [0, 0]],
  ["was skipped, and is in Sage now", { ...skipped, now: now(2, 0, 0) }, [2, 0]],
  [
    "repeats what was skipped",
    { ...skipped, warnings: [...early(0, 1), ...at("repeat", "transactions[0].id")], now: now(1, 0, 0) },
    [1, 1],
  ],
  ["broke a rule", { ...skipped, errors: at("future", "transactions[1].date"), now: null }, [0, 0]],
])("F7 a push that %s is counted", (_, push, [delivered, skipped]) => {
  expect(countsOf(push)).toEqual({ delivered, skipped });
});

const own = [
  { seq: 7, day: theDay("2026-01-31") },
  { seq: 8, day: theDay("2026-02-01") },
  { seq: 9, day: theDay("2026-02-02") },
];

test.each([
  ["all of it waits", 6, null, now(3, 0, 3)],
  ["some of it is in Sage", 8, null, now(3, 0, 1)],
  ["some of it is early, and the rest waits", 0, "2026-02-01", now(3, 1, 2)],
  ["some of it is early, and the rest is in Sage", 9, "2026-02-01", now(3, 1, 0)],
  ["all of it is early", 6, "2026-03-01", now(3, 3, 0)],
] as const)("F7 the present state of a push's lines where %s", (_, sentThrough, from, expected) => {
  expect(linesNowOf(own, { sentThrough, startDate: from && theDay(from), past: [] })).toEqual(expected);
});

const passing: PastStatement = {
  ...{ kind: "lines", sageBankAccountId: "sage", firstLine: 9, lastLine: 9, wantedFrom: null },
  ...{ sageStatementId: "in-sage", isOutcomeUnknown: false, finishedAt: new Date(), reason: null },
};

test.each([
  ["2026-02-01", [passing], now(3, 2, 0)],
  ["2026-02-01", [], now(3, 1, 0)],
  ["2026-01-31", [{ ...passing, firstLine: 8 }], now(3, 1, 0)],
  ["2026-01-30", [passing], now(3, 0, 0)],
] as const)("F7 a line of the first day that was passed by is left out: from %s, %#", (from, past, expected) => {
  expect(linesNowOf(own, { sentThrough: 9, startDate: theDay(from), past })).toEqual(expected);
});

test("F7 the present state of lines is asked for where some were left out", () => {
  expect([wasLeftOut(early(0)), wasLeftOut(at("repeat", "transactions[0].id")), wasLeftOut([])]).toEqual([
    true,
    false,
    false,
  ]);
});
