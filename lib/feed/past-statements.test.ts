import { expect, test } from "vitest";
import { theDay } from "../../test/days.ts";
import { hasPassedBy, hasTaken, isLeftBehind, mayHaveTaken, type PastStatement, wasTaken } from "./past-statements.ts";
import { because, saidBySage } from "./reason.ts";

const now = new Date("2026-07-10T12:00:00Z");
const day = theDay("2026-07-05");
const taken: PastStatement = {
  kind: "lines",
  sageBankAccountId: "sage",
  firstLine: 5,
  lastLine: 9,
  wantedFrom: theDay("2026-07-01"),
  sageStatementId: "in-sage",
  isOutcomeUnknown: false,
  finishedAt: now,
  reason: null,
};
const of = (change: Partial<PastStatement>): PastStatement => ({ ...taken, ...change });

test.each([
  ["was finished without a reason", {}, true],
  ["is under way", { finishedAt: null }, false],
  ["was refused", { reason: saidBySage("no") }, false],
  ["asks a user to authorise again", { kind: "reauthorise" }, false],
] as const)("F33 lines of a statement that %s are taken: %#", (_, change, expected) => {
  expect(wasTaken(of(change))).toBe(expected);
  expect(hasTaken(of(change), { seq: 5, day })).toBe(expected);
});

test.each([
  ["its first", 5, "2026-07-05", true],
  ["its last", 9, "2026-07-05", true],
  ["one before it", 4, "2026-07-05", false],
  ["one behind it", 10, "2026-07-05", false],
  ["one of the first day that Sage wanted", 6, "2026-07-01", true],
  ["one from before it", 6, "2026-06-30", false],
] as const)("F33 by its statement Sage's account has %s", (_, seq, written, expected) => {
  expect(hasTaken(taken, { seq, day: theDay(written) })).toBe(expected);
  expect(hasTaken(of({ wantedFrom: null }), { seq, day: theDay(written) })).toBe(false);
});

const early = { wantedFrom: null };
test.each([
  ["before the first line of one", [early], 4, true],
  ["that one has", [early], 5, false],
  ["behind the last line of one", [early], 10, false],
  ["between two", [early, { ...early, firstLine: 12, lastLine: 14 }], 10, true],
  ["before one that wrote its first day down", [{}], 4, false],
  ["before one, that another has", [early, { firstLine: 4, lastLine: 4 }], 4, false],
  ["before one that Sage has refused", [{ ...early, reason: saidBySage("no") }], 4, false],
  ["before none", [], 4, false],
] as const)("F7 statements of an early release have passed a line by, %s: %#", (_, changes, seq, expected) => {
  expect(hasPassedBy(changes.map(of), seq)).toBe(expected);
});

const doubted = { isOutcomeUnknown: true, reason: saidBySage("no") };
test.each([
  ["refused in doubt", doubted, "sage", true],
  ["refused in doubt by another account", doubted, "another", false],
  ["refused without doubt", { ...doubted, isOutcomeUnknown: false }, "sage", false],
  ["not refused", { ...doubted, reason: null }, "sage", false],
  ["refused with fewer lines", { ...doubted, firstLine: 7 }, "sage", false],
  ["refused with the first of them alone", { ...doubted, lastLine: 6 }, "sage", false],
  ["a word for its user", { ...doubted, kind: "reauthorise" }, "sage", false],
] as const)("F13 Sage may have lines whose statement was %s", (_, change, to, expected) => {
  expect(mayHaveTaken(of(change), to, { firstLine: 6, lastLine: 7 })).toBe(expected);
});

const left = { reason: because("reconnected"), isOutcomeUnknown: true, sageStatementId: null };
test.each([
  ["in doubt", left, "sage", true],
  ["with an id of Sage's", { ...left, isOutcomeUnknown: false, sageStatementId: "in-sage" }, "sage", true],
  ["that was never posted", { ...left, isOutcomeUnknown: false }, "sage", false],
  ["of another account", left, "another", false],
  ["that Sage has refused", { ...left, reason: saidBySage("no") }, "sage", false],
  ["that was taken", { ...left, reason: null }, "sage", false],
  ["for its user", { ...left, kind: "reauthorise" }, "sage", false],
] as const)("F32 an account that is returned to is asked about a statement %s", (_, change, to, expected) => {
  expect(isLeftBehind(of(change), to)).toBe(expected);
});
