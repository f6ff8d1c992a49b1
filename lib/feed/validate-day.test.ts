import { describe, expect, test } from "vitest";
import { theDay } from "../../test/days.ts";
import { type DayValidation, validateDay } from "./validate-day.ts";

const lenient = { timeZone: null, isStrict: false };
const strict = { timeZone: null, isStrict: true };
const at = (timeZone: string) => ({ timeZone, isStrict: false });

/** A day, the newest accepted, the moment of the push, the rules; and what is to be said. */
const table: [string, string | null, string, typeof lenient | typeof strict | ReturnType<typeof at>, DayValidation][] =
  [
    // Nothing was accepted yet: as old as one likes.
    ["1999-12-31", null, "2026-07-10T12:00Z", lenient, "fine"],
    ["1999-12-31", null, "2026-07-10T12:00Z", strict, "fine"],
    // The same day and later ones.
    ["2026-07-05", "2026-07-05", "2026-07-10T12:00Z", lenient, "fine"],
    ["2026-07-05", "2026-07-05", "2026-07-10T12:00Z", strict, "fine"],
    ["2026-07-10", "2026-07-05", "2026-07-10T12:00Z", lenient, "fine"],
    // Late: up to fourteen days, across the ends of months and years.
    ["2026-07-04", "2026-07-05", "2026-07-10T12:00Z", lenient, "late"],
    ["2026-06-21", "2026-07-05", "2026-07-10T12:00Z", lenient, "late"],
    ["2026-06-20", "2026-07-05", "2026-07-10T12:00Z", lenient, "tooOld"],
    ["2025-12-25", "2026-01-08", "2026-07-10T12:00Z", lenient, "late"],
    ["2025-12-24", "2026-01-08", "2026-07-10T12:00Z", lenient, "tooOld"],
    ["2024-02-25", "2024-03-10", "2026-07-10T12:00Z", lenient, "late"],
    ["2024-02-24", "2024-03-10", "2026-07-10T12:00Z", lenient, "tooOld"],
    // The stricter rule.
    ["2026-07-04", "2026-07-05", "2026-07-10T12:00Z", strict, "tooOld"],
    // No time zone: until the day has begun where clocks are furthest ahead, it is in the future.
    ["2026-07-11", "2026-07-05", "2026-07-10T09:59Z", lenient, "future"],
    ["2026-07-11", "2026-07-05", "2026-07-10T10:00Z", lenient, "ahead"],
    ["2026-07-11", "2026-07-05", "2026-07-11T00:00Z", lenient, "fine"],
    ["2026-07-12", "2026-07-05", "2026-07-10T23:59Z", lenient, "future"],
    ["2999-01-01", null, "2026-07-10T12:00Z", lenient, "future"],
    // A line accepted ahead of its day excludes neither today nor, once that day has come, the day before.
    ["2026-07-10", "2026-07-11", "2026-07-10T12:00Z", lenient, "fine"],
    ["2026-07-10", "2026-07-11", "2026-07-10T12:00Z", strict, "fine"],
    ["2026-07-10", "2026-07-11", "2026-07-11T00:00Z", lenient, "late"],
    ["2026-07-09", "2026-07-11", "2026-07-10T12:00Z", lenient, "late"],
    ["2026-07-09", "2026-07-11", "2026-07-10T12:00Z", strict, "tooOld"],
    // Sage counts from the very newest.
    ["2026-06-27", "2026-07-11", "2026-07-10T12:00Z", lenient, "late"],
    ["2026-06-26", "2026-07-11", "2026-07-10T12:00Z", lenient, "tooOld"],
    // A time zone: today is the day there, and nothing after it.
    ["2026-07-11", null, "2026-07-10T12:00Z", at("Pacific/Auckland"), "fine"],
    ["2026-07-12", null, "2026-07-10T12:00Z", at("Pacific/Auckland"), "future"],
    ["2026-07-10", null, "2026-07-10T06:59Z", at("America/Los_Angeles"), "future"],
    ["2026-07-10", null, "2026-07-10T07:00Z", at("America/Los_Angeles"), "fine"],
    ["2026-07-09", "2026-07-10", "2026-07-10T06:00Z", at("America/Los_Angeles"), "fine"],
    ["2026-03-29", null, "2026-03-28T23:30Z", at("Europe/London"), "future"],
    ["2026-06-29", null, "2026-06-28T23:30Z", at("Europe/London"), "fine"],
  ];

describe("the day of a new transaction", () => {
  test.each(table)("F2 %s beside %s at %s, by %j: %s", (day, newest, now, rules, expected) => {
    expect(
      validateDay(theDay(day), { newest: newest === null ? null : theDay(newest), now: new Date(now), ...rules }),
    ).toBe(expected);
  });
});
