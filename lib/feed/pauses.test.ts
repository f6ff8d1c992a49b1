import { expect, test } from "vitest";
import { STATEMENT_PATIENCE } from "../sage/client.ts";
import { isAskDue, isLookDue, pauseAfter, pauseUnanswered } from "./pauses.ts";
import { PROBE_SECONDS } from "./reach.ts";
import { isOnItsWay } from "./reauthorisation.ts";

/** The promise, in seconds: a feed that waits for Sage goes on so soon after Sage's first answer. */
const GOES_ON_WITHIN = 30;
/** The look for accounts that may go on, the job queue's own, and some room. */
const UNTIL_A_JOB_HAS_IT = 4;

test.each(Array.from({ length: 15 }, (_, attempts) => attempts))(
  "F19 after %s tries without an answer an account goes on in time, though the last one hung",
  (attempts) => {
    const hung = STATEMENT_PATIENCE.timeoutMs / 1000;
    const pause = pauseUnanswered(attempts);
    expect(hung + pause + UNTIL_A_JOB_HAS_IT).toBeLessThan(GOES_ON_WITHIN);
    expect(pause).toBeLessThanOrEqual(PROBE_SECONDS);
  },
);

test.each([
  [0, 2],
  [1, 2],
  [3, 8],
  [8, 256],
  [9, 300],
  [1_000, 300],
])("F19 after %s tries that Sage answered with no, the pause is %s seconds", (attempts, seconds) => {
  expect(pauseAfter(attempts)).toBe(seconds);
});

test.each([
  [0, 5],
  [1, 10],
  [7, 640],
  [8, 1_280],
  [30, 1_280],
])("F37 after %s questions in vain Sage is asked for the user after %s minutes", (askedInVain, minutes) => {
  const now = new Date("2026-07-01T12:00:00Z");
  const due = (seconds: number, reauthorisation: "required" | "given" = "required") =>
    isAskDue({ reauthorisation, reauthorisationAt: new Date(now.getTime() - seconds * 1000), askedInVain }, now);
  expect([due(minutes * 60 - 1), due(minutes * 60), due(minutes * 60, "given")]).toEqual([false, true, false]);
});

test.each([
  [null, 0, true],
  ["asked", 0, true],
  ["given", 0, true],
  ["required", 299, false],
  ["required", 300, true],
] as const)("F37 an account whose user is %s for %s seconds is looked at: %s", (reauthorisation, seconds, isDue) => {
  const now = new Date("2026-07-01T12:00:00Z");
  const reauthorisationAt = new Date(now.getTime() - seconds * 1000);
  expect(isLookDue({ reauthorisation, reauthorisationAt, askedInVain: 0 }, now)).toBe(isDue);
});

test.each([
  [null, "Linked", true],
  ["given", "Linked", true],
  ["required", "Linked", false],
  ["required", null, false],
  ["required", "Unlinked", true],
] as const)(
  "F37 a push whose user is %s, its connection %s, is on its way: %s",
  (reauthorisation, connection, isSo) => {
    expect(isOnItsWay(reauthorisation, connection)).toBe(isSo);
  },
);
