import { expect, test } from "vitest";
import { theDay } from "../../test/days.ts";
import { acceptPush, lastLineOf, pushRefusalOf, type ValidatedPush } from "./accept-push.ts";
import { isDisconnectedHere, isElsewhere, sentThroughOf } from "./fed-account.ts";
import type { Remark } from "./remark.ts";
import type { FreshLine } from "./validate-push.ts";

const now = new Date("2026-07-10T12:00:00Z");
const start = theDay("2026-07-01");
const fresh = (id: string, day: string) => ({ id, day: theDay(day) }) as FreshLine;
const known = (id: string, seq: number, day = "2026-07-05") => ({ id, seq, day: theDay(day) });
const error: Remark = { itemId: "transactions[0].date", message: "is in the future", validatorName: "future" };
const early: Remark = { itemId: "transactions[0].date", message: "", validatorName: "start" };

function pushOf(
  change: Partial<ValidatedPush> & { errors?: Remark[]; warnings?: Remark[]; lines?: FreshLine[] },
): ValidatedPush {
  const { errors = [], warnings = [], lines = [], ...rest } = change;
  return {
    ...{ ids: ["a", "b"], known: [], sentThrough: 10, startDate: start, timeoutMinutes: null, ...rest },
    verdict: { errors, warnings, fresh: lines },
  };
}

test.each([
  ["new lines", { lines: [fresh("a", "2026-07-05")] }, "Pending", []],
  ["new lines of the first day", { lines: [fresh("a", "2026-07-01")] }, "Pending", []],
  ["new lines and no start date", { lines: [fresh("a", "2020-01-01")], startDate: null }, "Pending", []],
  ["an error", { errors: [error] }, "against-the-rules", []],
  ["an error beside what is on its way", { errors: [error], known: [known("a", 11)] }, "against-the-rules", []],
  ["repeats of what Sage has", { known: [known("a", 9), known("b", 10)] }, "Success", []],
  ["a repeat of what is on its way", { known: [known("a", 11)] }, "Pending", [11]],
  ["repeats in the order of the request", { known: [known("b", 11), known("a", 12)] }, "Pending", [12, 11]],
  [
    "three repeats in the order of the request",
    { ids: ["a", "b", "c"], known: [known("b", 11), known("c", 12), known("a", 13)] },
    "Pending",
    [13, 11, 12],
  ],
  ["a repeat of what Sage does not want", { known: [known("a", 11, "2026-06-30")] }, "Success", []],
  [
    "nothing that Sage wants",
    { ids: ["a"], lines: [fresh("a", "2026-06-30")], warnings: [early] },
    "nothing-wanted",
    [],
  ],
] as const)("F7 a push of %s", (_, change, expected, shared) => {
  const accepted = acceptPush(pushOf(change as Parameters<typeof pushOf>[0]), now);
  expect(accepted.reason?.code ?? accepted.status).toBe(expected);
  expect(accepted.shared).toEqual(shared);
  expect(accepted.completedAt).toEqual(expected === "Pending" ? null : now);
});

test("F8 a push has as long as its institution gave it", () => {
  expect(acceptPush(pushOf({ timeoutMinutes: 5 }), now).timesOutAt).toEqual(new Date("2026-07-10T12:05:00Z"));
  expect(acceptPush(pushOf({}), now).timesOutAt).toBeNull();
});

test.each([
  ["its last new one", [known("a", 11), known("b", 12)], [], 12],
  ["its last new one that Sage wants", [known("a", 11), known("b", 12, "2026-06-30")], [], 11],
  ["the last of both", [known("a", 11)], [13, 4], 13],
  ["one that it shares", [], [4], 4],
  ["none", [known("a", 11, "2026-06-30")], [], null],
] as const)("F10 the last line of a push that Sage is to have is %s", (_, lines, shared, last) => {
  expect(lastLineOf(lines, shared, start)).toBe(last);
});

test.each([
  ["connected", true, null],
  ["connected", false, "connection-unlinked"],
  ["disconnected", true, "account-not-connected"],
  ["disconnected", false, "account-not-connected"],
  ["pending", true, "account-not-connected"],
] as const)("F34 an account that is %s, its connection linked: %s, takes a push: %s", (status, isLinked, refusal) => {
  expect(pushRefusalOf({ status, isLinked })).toBe(refusal);
});

test("F31 another account in Sage begins at the first line", () => {
  const feed = { sentTo: "former", sentThrough: 10 };
  expect([sentThroughOf(feed, "former"), sentThroughOf(feed, "present"), sentThroughOf(feed, null)]).toEqual([
    10, 0, 0,
  ]);
});

test.each([
  ["former", "present", true],
  [null, "present", true],
  ["present", "present", false],
  ["former", null, false],
  [null, null, false],
] as const)("F31 a feed that was sent to %s goes on elsewhere at %s: %s", (sentTo, to, expected) => {
  expect(isElsewhere({ sentTo }, to)).toBe(expected);
});

test.each([
  ["connected", true, false],
  ["connected", false, false],
  ["disconnected", true, true],
  ["pending", false, true],
] as const)(
  "F34 an account that is %s, its connection linked: %s, is disconnected here: %s",
  (status, isLinked, expected) => {
    expect(isDisconnectedHere({ status, isLinked })).toBe(expected);
  },
);
