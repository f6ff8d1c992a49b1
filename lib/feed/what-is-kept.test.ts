import { expect, test } from "vitest";
import type { CalendarDay } from "../calendar-day.ts";
import { saidBySage } from "./reason.ts";
import { lineGoes, pushGoes, statementGoes, whatGoes } from "./what-is-kept.ts";

const BEFORE = new Date("2026-01-01T00:00:00Z");
const day = (written: string) => written as CalendarDay;
const FIRST = day("2026-01-01");
const past = { status: "connected" as const, wasPushedToSince: true, newest: day("2026-12-31") };

test.each([
  ["an account in use", past, FIRST],
  [
    "an account that was ended and is pushed to no more",
    { ...past, status: "disconnected" as const, wasPushedToSince: false },
    "all",
  ],
  ["an account that was ended lately", { ...past, status: "disconnected" as const }, FIRST],
  [
    "a connected account that is quiet",
    { ...past, wasPushedToSince: false, newest: day("2025-06-30") },
    day("2025-05-30"),
  ],
  ["an account whose newest line is just that old", { ...past, newest: day("2026-01-20") }, day("2025-12-20")],
  ["an account without lines", { ...past, newest: null }, FIRST],
] as const)("F41 from %s go the lines that no repeat needs", (_name, of, goes) => {
  expect(whatGoes(of, BEFORE)).toEqual(goes);
});

const [LONG_AGO, LATELY] = [new Date("2025-12-31T23:59:59Z"), BEFORE];
const has = { sentThrough: 10, startDate: day("2025-06-01") };
const line = { seq: 10, day: day("2025-06-01"), completedAt: LONG_AGO };

test.each([
  ["that Sage has", line, has, true],
  ["that waits", { ...line, seq: 11 }, has, false],
  ["that the start date leaves out", { ...line, day: day("2025-05-31") }, has, false],
  ["of an account without a start date", { ...line, day: day("2025-05-31") }, { ...has, startDate: null }, true],
  ["that is too new", { ...line, day: FIRST }, has, false],
  ["whose push has not ended", { ...line, completedAt: null }, has, false],
  ["whose push has ended lately", { ...line, completedAt: LATELY }, has, false],
])("F41 an old line %s goes, or stays", (_name, of, sent, goes) => {
  expect(lineGoes(of, sent, FIRST, BEFORE)).toBe(goes);
});

test.each([
  ["without lines", { completedAt: LONG_AGO, lines: 0 }, false, true],
  ["with lines", { completedAt: LONG_AGO, lines: 1 }, false, false],
  ["with lines, of an account that is over", { completedAt: LONG_AGO, lines: 1 }, true, true],
  ["that ended lately", { completedAt: LATELY, lines: 0 }, true, false],
  ["that has not ended", { completedAt: null, lines: 0 }, true, false],
])("F41 a push %s goes, or stays", (_name, of, isOver, goes) => {
  expect(pushGoes(of, isOver, BEFORE)).toBe(goes);
});

const statement = { sageBankAccountId: "a", lastLine: 5, createdAt: LONG_AGO, finishedAt: LONG_AGO, reason: null };
const later = { ...statement, lastLine: 6, createdAt: LATELY, finishedAt: LATELY };
const refused = { reason: saidBySage("no") };

test.each([
  ["that a later one has followed", statement, [later], true],
  ["that is the last which Sage took", statement, [statement], false],
  ["of which nothing later was taken", statement, [{ ...later, ...refused }], false],
  ["that another account's has followed", statement, [{ ...later, sageBankAccountId: "b" }], false],
  ["that a later one follows now", statement, [{ ...later, finishedAt: null }], false],
  ["that was refused", { ...statement, ...refused }, [later], false],
  ["that ended lately", { ...statement, finishedAt: LATELY }, [later], false],
  ["that has not ended", { ...statement, finishedAt: null }, [later], false],
  ["that began lately", { ...statement, createdAt: LATELY }, [later], false],
])("F41 a statement %s goes, or stays", (_name, of, others, goes) => {
  expect(statementGoes(of, others, false, BEFORE)).toBe(goes);
});

test("F41 an old statement of a disconnected account goes, whatever its outcome", () => {
  expect(statementGoes({ ...statement, ...refused }, [], true, BEFORE)).toBe(true);
  expect(statementGoes({ ...statement, finishedAt: LATELY }, [], true, BEFORE)).toBe(false);
});
