import { expect, test } from "vitest";
import { aNotifiedJourney } from "../../test/journeys.ts";
import { hasChangedConnection, hasFailed, isUnderway, JOURNEY_STATES } from "./journey.ts";
import { isRenewal, isSharing, progressOf } from "./progress.ts";

test.each([
  ["announced", [], []],
  ["opened", ["openedAt"], []],
  ["identified", ["identifiedAt"], []],
  ["chosen", ["chosenAt"], []],
  ["confirmed", ["chosenAt", "confirmedAt"], []],
  ["authorised", ["openedAt", "identifiedAt", "chosenAt", "confirmedAt"], []],
  ["linked", ["linkedAt"], ["connectedAt"]],
  ["link-failed", [], []],
  ["expired", [], []],
] as const)("an entry of the timeline that says %s brings a journey so far", (type, now, whereConnected) => {
  expect(progressOf(type)).toEqual({ now, whereConnected });
});

test.each(JOURNEY_STATES)("a journey that was %s fails once, when it ends without being linked", (before) => {
  const failing = JOURNEY_STATES.filter((state) => hasFailed({ state: before }, { state }));
  const ends = ["failed", "cancelled", "expired"].filter((state) => state !== before);
  expect(failing).toEqual(before === "failed" ? [] : ends);
});

test("a journey is under way until it is linked or has ended for good", () => {
  expect(JOURNEY_STATES.filter((state) => !isUnderway(state))).toEqual(["linked", "cancelled", "expired"]);
});

test.each([
  [null, "a", false],
  ["a", "a", false],
  ["a", "b", true],
  ["a", null, true],
])("a journey of connection %s that goes on with %s has changed it: %s", (before, after, expected) => {
  const journey = (connectionId: string | null) => ({ ...aNotifiedJourney(), connectionId });
  expect(hasChangedConnection(journey(before), journey(after))).toBe(expected);
});

test.each([
  ["onboard", "linked", true, false],
  ["reauth", "linked", true, true],
  ["reauth", "confirmed", false, false],
] as const)("a journey to %s that is %s shares accounts: %s; renews a consent: %s", (kind, type, shares, renews) => {
  expect([isSharing({ type }), isRenewal({ kind }, { type })]).toEqual([shares, renews]);
});
