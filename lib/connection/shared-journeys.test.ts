import { expect, test } from "vitest";
import { minutesAfter, someTime } from "../../test/journeys.ts";
import { JOURNEY_STATES } from "../journey/journey.ts";
import { authorisedBy, isAwaited, isOffered, mayBeTaken, type SharedJourney, sharedBy } from "./shared-journeys.ts";

const linked: SharedJourney = {
  ...{ id: "linked", state: "linked", kind: "onboard", accountIds: ["a"], bankId: "bank" },
  ...{ announcedAt: someTime, confirmedAt: minutesAfter(2), linkedAt: minutesAfter(3), connectedAt: minutesAfter(4) },
};
const of = (change: Partial<SharedJourney>) => ({ ...linked, ...change });
const unsure = of({ id: "unsure", state: "failed", linkedAt: null, connectedAt: null, confirmedAt: minutesAfter(9) });
const later = of({ id: "later", announcedAt: minutesAfter(5), linkedAt: minutesAfter(8), connectedAt: null });
const connected = { id: "linked", connectedAt: minutesAfter(4) };

test.each([
  ["none", [], null, null],
  ["one that Sage took", [linked], minutesAfter(3), connected],
  ["one of another account", [of({ accountIds: ["b"] })], null, null],
  ["two that Sage took, in any order", [later, linked], minutesAfter(8), { id: "later", connectedAt: null }],
  ["one that Sage may have taken", [unsure], minutesAfter(9), null],
  ["one that Sage took, and one later that it may have", [linked, unsure], minutesAfter(9), connected],
  ["one from before moments were written down", [of({ linkedAt: null, confirmedAt: null })], someTime, connected],
] as const)("an account was shared last, by %s", (_, journeys, sharedAt, journey) => {
  expect(sharedBy(journeys, "a")).toEqual({ sharedAt, journey });
});

test.each([
  ["none", [], null, null],
  ["one that linked accounts", [linked], null, "bank"],
  ["one that authorised it again", [of({ kind: "reauth" })], minutesAfter(3), "bank"],
  ["one that may have", [of({ kind: "reauth", state: "expired", linkedAt: null })], minutesAfter(2), null],
  ["a later one at another bank", [of({ ...later, bankId: "other" }), linked], null, "other"],
] as const)("a connection was authorised, by %s", (_, journeys, reauthorisedAt, lastBankId) => {
  expect(authorisedBy(journeys)).toEqual({ reauthorisedAt, lastBankId });
});

test.each(JOURNEY_STATES)("a journey that is %s was taken by Sage for certain, or may have been", (state) => {
  expect([mayBeTaken({ state, ambiguous: false }), mayBeTaken({ state, ambiguous: true })]).toEqual([
    state === "linked",
    true,
  ]);
});

const journey = { state: "linked", ambiguous: false, kind: "onboard", announcedAt: minutesAfter(1) } as const;
test.each([
  ["that was shared", journey, "pending", true],
  ["that was shared once more", journey, "disconnected", true],
  ["that is connected", journey, "connected", false],
  ["whose sharing is in doubt", { ...journey, state: "failed", ambiguous: true }, "pending", true],
  ["that was not shared", { ...journey, state: "failed" }, "pending", false],
  ["whose consent was renewed", { ...journey, kind: "reauth" }, "pending", false],
  ["that was shared long ago", { ...journey, announcedAt: someTime }, "pending", false],
] as const)("Sage is asked about an account %s, or not", (_, shared, status, expected) => {
  expect(isAwaited(shared, { status }, someTime)).toBe(expected);
});

test.each([
  ["lately", minutesAfter(1), "pending", true],
  ["long ago", someTime, "pending", false],
  ["never", null, "pending", false],
  ["lately, and is connected", minutesAfter(1), "connected", false],
] as const)("Sage is asked about an account that was offered %s, or not", (_, offeredAt, status, expected) => {
  expect(isOffered({ offeredAt, status }, someTime)).toBe(expected);
});
