import { expect, test } from "vitest";
import type { CalendarDay } from "../calendar-day.ts";
import { whatGoes } from "./what-is-kept.ts";

const BEFORE = new Date("2026-01-01T00:00:00Z");
const day = (written: string) => written as CalendarDay;
const FIRST = day("2026-01-01");
const past = { isDisconnected: false, wasPushedToSince: true, newest: day("2026-12-31") };

test.each([
  ["an account in use", past, FIRST],
  [
    "an account that was ended and is pushed to no more",
    { ...past, isDisconnected: true, wasPushedToSince: false },
    "all",
  ],
  ["an account that was ended lately", { ...past, isDisconnected: true }, FIRST],
  [
    "a connected account that is quiet",
    { ...past, wasPushedToSince: false, newest: day("2025-06-30") },
    day("2025-05-30"),
  ],
  ["an account whose newest line is just that old", { ...past, newest: day("2026-01-20") }, day("2025-12-20")],
  ["an account without lines", { ...past, newest: null }, FIRST],
] as const)("F41 of %s goes what nobody needs to know a repeat by", (_name, of, goes) => {
  expect(whatGoes(of, BEFORE)).toEqual(goes);
});
