import { expect, test } from "vitest";
import { theDay } from "../../test/days.ts";
import { balanceAfter, closingAfter, inDateOrder } from "./statement.ts";
import type { FreshLine } from "./validate-push.ts";

const line = (id: string, day: string) =>
  ({ id, day: theDay(day), balance: `balance of ${id}`, reckonedFrom: null }) as FreshLine;
const closing = (day: string) => ({ day: theDay(day), balance: "known before" });

test("F11 a statement's lines go by their days, and stay as they were accepted within a day", () => {
  const accepted = [
    line("a", "2026-07-02"),
    line("b", "2026-07-02"),
    line("late", "2026-06-30"),
    line("c", "2026-07-02"),
  ];
  expect(inDateOrder(accepted).map(({ id }) => id)).toEqual(["late", "a", "b", "c"]);
});

test.each([
  ["no lines, nothing before", [], null, null],
  ["no lines", [], closing("2026-07-01"), "known before"],
  ["the first lines", [line("a", "2026-07-01"), line("b", "2026-07-02")], null, "balance of b"],
  ["newer lines", [line("a", "2026-07-02")], closing("2026-07-01"), "balance of a"],
  ["lines of the same day", [line("a", "2026-07-01")], closing("2026-07-01"), "balance of a"],
  ["late lines alone", [line("a", "2026-06-30")], closing("2026-07-01"), "known before"],
  [
    "late lines and newer ones",
    [line("a", "2026-06-30"), line("b", "2026-07-02")],
    closing("2026-07-01"),
    "balance of b",
  ],
])("F11 the balance after %s", (_, lines, before, balance) => {
  expect(closingAfter(lines, before)?.balance ?? null).toBe(balance);
});

const [early, later] = [new Date("2026-07-01T09:00:00Z"), new Date("2026-07-01T10:00:00Z")];

test.each([
  ["its closing", { closing: "10", lineBalance: "9", acceptedAt: early, toldAt: null }, "10"],
  ["that of its last line", { closing: null, lineBalance: "9", acceptedAt: early, toldAt: null }, "9"],
  ["its closing, told before", { closing: "10", lineBalance: "9", acceptedAt: later, toldAt: early }, "10"],
  ["its closing, told in that moment", { closing: "10", lineBalance: "9", acceptedAt: early, toldAt: early }, "10"],
  ["the one that was told since", { closing: "10", lineBalance: "9", acceptedAt: early, toldAt: later }, null],
  [
    "its closing, though its lines are gone",
    { closing: "10", lineBalance: null, acceptedAt: null, toldAt: later },
    "10",
  ],
  ["the one of before", { closing: null, lineBalance: null, acceptedAt: null, toldAt: null }, null],
])("F5 the balance of an account after a statement is %s", (_, statement, balance) => {
  expect(balanceAfter(statement)).toBe(balance);
});
