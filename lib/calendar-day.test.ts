import { afterEach, describe, expect, test } from "vitest";
import { theDay } from "../test/days.ts";
import { calendarDay, dayIn, midnightOf, plusDays, startDay, utcDay, writtenDay } from "./calendar-day.ts";

const ownZone = process.env.TZ;
afterEach(() => {
  if (ownZone === undefined) delete process.env.TZ;
  else process.env.TZ = ownZone;
});

/** Where a server may be: ahead of UTC, behind it, and on a day when the clocks change there. */
const ZONES = ["UTC", "Pacific/Auckland", "America/Los_Angeles", "Pacific/Kiritimati", "Asia/Kathmandu"];

test.each(["2026-07-01", "2024-02-29", "0001-01-01", "9999-12-31"])("%s is a day", (text) => {
  expect(calendarDay(text)).toBe(text);
});

test.each(["", "2026-7-1", "2026-02-29", "2026-13-01", "2026-00-10", "20260701", "2026-07-01T", " 2026-07-01", "soon"])(
  "%j is no day",
  (text) => expect(calendarDay(text)).toBeNull(),
);

describe.each(ZONES)("on a server in %s", (zone) => {
  test.each([
    ["2026-07-01", "2026-07-01", null],
    ["2026-07-01T00:00:00+01:00", "2026-07-01", "00:00:00"],
    ["2026-07-01T23:30:00-05:00", "2026-07-01", "23:30:00"],
    ["2026-07-01T00:00:00.0000000+14:00", "2026-07-01", "00:00:00.0000000"],
    ["2026-07-01T23:59:59.9999999Z", "2026-07-01", "23:59:59.9999999"],
    ["2026-07-01T10:21:00", "2026-07-01", "10:21:00"],
    ["2026-07-01 10:21", "2026-07-01", "10:21"],
    ["2026-03-29T02:30:00", "2026-03-29", "02:30:00"],
    ["2026-03-08T02:30:00", "2026-03-08", "02:30:00"],
    ["2026-12-31T24:00:00", "2026-12-31", "24:00:00"],
    ["2016-12-31T23:59:60Z", "2016-12-31", "23:59:60"],
    ["2026-07-01t10:21:00z", "2026-07-01", "10:21:00"],
    [" 2026-07-01T10:21:00+0530 ", "2026-07-01", "10:21:00"],
  ])("%s is read as it is written", (text, day, time) => {
    process.env.TZ = zone;
    expect(writtenDay(text)).toEqual({ day, time });
  });

  test.each(["soon", "2026-02-30T10:00:00", "2026-07-01T25:00:00", "2026-07-01T10:61", "2026-07-01T10", "07/01/2026"])(
    "%s is no date",
    (text) => {
      process.env.TZ = zone;
      expect(writtenDay(text)).toBeNull();
    },
  );

  test.each([
    ["2026-03-01", "2026-03-01"],
    ["2026-03-01T00:00:00Z", "2026-03-01"],
    ["2026-03-01T00:00:00.000+13:00", "2026-03-01"],
    ["2026-03-01T23:59:59-08:00", "2026-03-01"],
    ["2026-03-01T17:45:12", "2026-03-01"],
    ["2026-03-01 09:00 GMT", "2026-03-01"],
    ["2026-03-01Z", "2026-03-01"],
    ["2026-03-01+01:00", "2026-03-01"],
    ["2026-03-011", null],
    ["1899-12-31", null],
    ["2200-01-01", null],
    ["2026-02-30T00:00:00Z", null],
    ["March 1, 2026", null],
    ["", null],
    [undefined, null],
    [1_772_323_200_000, null],
  ])("a feed that begins at %j begins on %j", (text, day) => {
    process.env.TZ = zone;
    expect(startDay(text)).toBe(day);
  });

  test("a day goes to its midnight in UTC and back", () => {
    process.env.TZ = zone;
    for (const day of ["2026-01-01", "2026-03-29", "2026-07-01", "2026-12-31"].map(theDay)) {
      expect(midnightOf(day).toISOString()).toBe(`${day}T00:00:00.000Z`);
      expect(utcDay(midnightOf(day))).toBe(day);
    }
    expect(plusDays(theDay("2026-03-30"), -14)).toBe("2026-03-16");
    expect(plusDays(theDay("2026-12-31"), 1)).toBe("2027-01-01");
  });

  test("today is another day in each zone", () => {
    process.env.TZ = zone;
    const at = new Date("2026-07-01T10:30:00Z");
    expect(dayIn("UTC", at)).toBe("2026-07-01");
    expect(dayIn("Pacific/Kiritimati", at)).toBe("2026-07-02");
    expect(dayIn("Pacific/Pago_Pago", at)).toBe("2026-06-30");
  });
});
