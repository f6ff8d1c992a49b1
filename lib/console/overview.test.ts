import { expect, test } from "vitest";
import { someTime } from "../../test/journeys.ts";
import { JOURNEY_STATES } from "../journey/journey.ts";
import { reachedBy, stateAt, troubleOf, type Walked, wasAnswered, wasSent } from "./overview.ts";

const announced: Walked = {
  ...{ kind: "onboard", state: "notified", openedAt: null, identifiedAt: null, chosenAt: null, confirmedAt: null },
  connectedAt: null,
};
const opened: Walked = { ...announced, state: "opened", openedAt: someTime };
const identified: Walked = { ...opened, state: "identified", identifiedAt: someTime };
const chosen: Walked = { ...identified, state: "chosen", chosenAt: someTime };
const confirmed: Walked = { ...chosen, state: "linking", confirmedAt: someTime };
const linked: Walked = { ...confirmed, state: "linked" };

test.each([
  ["was announced", announced, 0],
  ["was opened", opened, 1],
  ["was identified", identified, 2],
  ["was identified, to renew", { ...identified, kind: "reauth" }, 3],
  ["has chosen", chosen, 3],
  ["has confirmed", confirmed, 4],
  ["has confirmed, and failed", { ...confirmed, state: "failed" }, 4],
  ["is linked", linked, 5],
  ["is linked and connected", { ...linked, connectedAt: someTime }, 6],
  ["is renewed", { ...linked, kind: "reauth" }, 6],
] as const)("a journey that %s came so many steps: %#", (_, walked, steps) => {
  expect(reachedBy(walked)).toBe(steps);
});

test.each(JOURNEY_STATES)("a journey that is %s is counted with the clock", (state) => {
  const isLeft = ["linking", "linked", "cancelled", "expired"].includes(state);
  expect(stateAt({ state, expiresAt: someTime }, someTime)).toBe(isLeft ? state : "expired");
  expect(stateAt({ state, expiresAt: new Date(someTime.getTime() + 1) }, someTime)).toBe(state);
});

test.each([
  ["passcode-refused", { reason: "spent" }, "passcode-spent"],
  ["passcode-refused", {}, "passcode-refused"],
  ["link-failed", { failure: "sage-refused" }, "sage-refused"],
  ["link-failed", {}, "sage-unreachable"],
  ["sage-not-told", { reason: "x" }, "sage-not-told"],
] as const)("a person who met %s with %j has the obstacle %s", (type, detail, trouble) => {
  expect(troubleOf({ type, detail })).toBe(trouble);
});

test.each([
  ["200", true],
  ["404", true],
  ["100", true],
  ["408", false],
  ["429", false],
  ["500", false],
  ["2000", false],
  ["timeout", false],
])("Sage is there by %s: %s", (outcome, expected) => {
  expect(wasAnswered(outcome)).toBe(expected);
  expect([wasSent(outcome), wasSent("queue")]).toEqual([true, false]);
});
