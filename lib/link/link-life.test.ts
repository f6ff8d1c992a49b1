import { expect, test } from "vitest";
import { minutesAfter, secondsAfter, someTime } from "../../test/journeys.ts";
import { JOURNEY_STATES } from "../journey/journey.ts";
import { isApprovable, isLookedAt, isToldOn, isUsable } from "./link-life.ts";

test.each([
  [null, 1, true],
  [null, 0, false],
  [someTime, 1, false],
])("a token or approval used at %s that ends in %s seconds can be used: %s", (usedAt, seconds, expected) => {
  expect(isUsable({ usedAt, expiresAt: secondsAfter(seconds) }, someTime)).toBe(expected);
});

test.each([
  [60, 9, true],
  [60, 10, false],
  [0, 1, false],
])("a page that ends in %s minutes and was seen %s minutes ago is looked at: %s", (left, ago, expected) => {
  expect(isLookedAt({ expiresAt: minutesAfter(left), seenAt: minutesAfter(-ago) }, someTime)).toBe(expected);
});

test.each(JOURNEY_STATES)("an arrival that is %s can be approved while its user has not identified", (state) => {
  const arrival = { state, kind: "onboard", expiresAt: secondsAfter(1) } as const;
  expect(isApprovable(arrival, someTime)).toBe(state === "opened");
  expect(isApprovable({ ...arrival, kind: "reauth" }, someTime)).toBe(false);
  expect(isApprovable({ ...arrival, expiresAt: someTime }, someTime)).toBe(false);
});

test.each(JOURNEY_STATES)(
  "a page shows a journey that is %s if that began since, or had not ended in vain",
  (state) => {
    const told = (announced: number, left = 60) =>
      isToldOn({ createdAt: someTime }, { state, announcedAt: secondsAfter(announced), expiresAt: secondsAfter(left) });
    const isInVain = ["failed", "cancelled", "expired"].includes(state);
    expect([told(1), told(0), told(-60), told(-60, 0)]).toEqual([true, !isInVain, !isInVain, false]);
  },
);
