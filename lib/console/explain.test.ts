import { expect, test } from "vitest";
import { anOpenedJourney, minutesAfter, secondsAfter } from "../../test/journeys.ts";
import type { Journey } from "../journey/journey.ts";
import { explain } from "./explain.ts";

type Case = [
  cause: string,
  journey: Partial<Journey>,
  timeline?: string[],
  accounts?: { connected: number; ended: number },
];

const early = minutesAfter(5);
const late = minutesAfter(30);
const causeOf = ([, change, timeline = [], accounts = { connected: 0, ended: 0 }]: Case, now: Date) =>
  explain(
    { ...anOpenedJourney(), ...change },
    timeline.map((type) => ({ type })),
    accounts,
    now,
  ).cause;

test.each<Case>([
  ["not-opened", { state: "notified" }],
  ["at-identify", {}],
  ["at-own-sign-in", {}, ["opened", "handed-over"]],
  ["wrong-code", {}, ["passcode-expired", "passcode-refused"]],
  ["code-expired", {}, ["passcode-refused", "passcode-expired"]],
  ["code-blocked", {}, ["passcode-refused", "passcode-blocked"]],
  ["at-account", { state: "identified" }],
  ["at-review", { state: "chosen" }],
  ["asking-sage", { state: "linking", linkingSince: secondsAfter(-5, early) }],
  ["attempt-interrupted", { state: "linking", linkingSince: secondsAfter(-60, early) }],
  ["sage-refused", { state: "failed", failure: "sage-refused" }],
  ["sage-expired", { state: "failed", failure: "sage-expired" }],
  ["unsure", { state: "failed", failure: "sage-expired", ambiguous: true }],
  // It may be tried again.
  ["sage-unreachable", { state: "failed", failure: "sage-unreachable", ambiguous: true }],
  ["sage-refused", { state: "failed", failure: "sage-refused", ambiguous: true }],
  ["cancelled", { state: "cancelled" }],
  ["cancelled-untold", { state: "cancelled" }, ["cancelled", "sage-not-told"]],
  ["awaiting-sage", { state: "linked" }],
  ["connected", { state: "linked" }, [], { connected: 1, ended: 1 }],
  ["disconnected-since", { state: "linked" }, [], { connected: 0, ended: 1 }],
  ["renewed", { state: "linked", kind: "reauth" }],
])("while there is time: %s", (...one) => {
  expect(causeOf(one, early)).toBe(one[0]);
});

test.each<Case>([
  ["abandoned-before-opening", { state: "notified" }],
  ["abandoned-at-identify", {}, ["opened"]],
  ["abandoned-at-own-sign-in", {}, ["opened", "handed-over"]],
  ["abandoned-with-wrong-code", {}, ["opened", "passcode-refused"]],
  ["abandoned-at-account", { state: "identified" }, ["opened", "identified"]],
  ["abandoned-at-review", { state: "chosen" }, ["opened", "identified", "chosen"]],
  // Sage's last answer counts more than that time ran out.
  ["sage-refused", { state: "failed", failure: "sage-refused" }, ["opened", "identified", "chosen"]],
  ["unsure", { state: "failed", failure: "sage-unreachable", ambiguous: true }, ["chosen"]],
  ["connected", { state: "linked" }, [], { connected: 1, ended: 0 }],
])("when time has run out, noted or not: %s", (...one) => {
  expect(causeOf(one, late)).toBe(one[0]);
  const [, change] = one;
  if (change.state !== "linked")
    expect(causeOf([one[0], { ...change, state: "expired" }, one[2] ?? []], late)).toBe(one[0]);
});
