import { expect, test } from "vitest";
import {
  hasRunOut,
  isBehind,
  keepsLateName,
  newsOf,
  newsOfEnd,
  shownPush,
  statusAfter,
  withSharers,
} from "./push-ends.ts";

const now = new Date("2026-07-10T12:00:00Z");
const [before, later] = [new Date(now.getTime() - 1), new Date(now.getTime() + 1)];

test.each([
  ["Pending", null, null, false, "Pending", null],
  ["Pending", later, null, false, "Pending", null],
  ["Pending", now, null, true, "TimedOut", now],
  ["Pending", before, null, true, "TimedOut", before],
  ["TimedOut", before, null, false, "TimedOut", before],
  ["TimedOut", before, later, false, "TimedOut", before],
  ["Success", before, now, false, "Success", now],
  ["Failed", before, now, false, "Failed", now],
] as const)(
  "F8 a push that is %s, with time until %s and its end at %s",
  (status, timesOutAt, completedAt, isOut, name, end) => {
    const push = { status, timesOutAt, completedAt };
    expect(hasRunOut(push, now)).toBe(isOut);
    expect(shownPush(push, now)).toEqual({ status: name, completedAt: end });
  },
);

const SUCCESS = "bankTransactions.write.successful";
const FAILURE = "bankTransactions.write.unsuccessful";

test.each([
  ["Pending", "Success", "Success", SUCCESS],
  ["TimedOut", "Success", "TimedOut", null],
  ["Pending", "Failed", "Failed", FAILURE],
  ["TimedOut", "Failed", "Failed", FAILURE],
] as const)("F8 a push named %s that ends in %s is %s then, and its event is %s", (name, end, after, news) => {
  expect(statusAfter(name, end)).toBe(after);
  expect(newsOfEnd(after, end)).toBe(news);
});

test("F8 a push that runs out of time is reported as failed, unless it is in Sage at that moment", () => {
  expect(newsOf("TimedOut")).toBe(FAILURE);
  expect(newsOf("Pending")).toBeNull();
  expect([keepsLateName("Success"), keepsLateName("Failed")]).toEqual([true, false]);
});

test.each([
  ["behind the place", 12, [11, 12], true],
  ["before it", 9, [8, 9], false],
  ["at it", 10, [10], false],
  ["on both sides", 11, [10, 11], false],
  ["none of its own, of what it repeats the last behind it", 11, [], true],
  ["none that Sage wants", null, [11, 12], false],
] as const)("F34 a push whose lines are %s fails at an account's end", (_, lastLine, own, fails) => {
  expect(isBehind({ lastLine, own }, 10)).toBe(fails);
});

test.each([
  ["no other one", [], ["a"]],
  ["one", [{ push: "b", of: "a" }], ["a", "b"]],
  [
    "one that another one repeats",
    [
      { push: "c", of: "b" },
      { push: "b", of: "a" },
    ],
    ["a", "b", "c"],
  ],
  ["one that repeats others", [{ push: "b", of: "c" }], ["a"]],
  [
    "two that repeat each other",
    [
      { push: "b", of: "a" },
      { push: "a", of: "b" },
    ],
    ["a", "b"],
  ],
] as const)("F14 with a push fails %s", (_, repeating, failing) => {
  expect(withSharers("a", repeating)).toEqual(failing);
});
