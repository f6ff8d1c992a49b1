import { expect, test } from "vitest";
import { secondsAfter, someTime } from "../../test/journeys.ts";
import { isBack, isResumeDue, isWell, mayAsk, REACHED, type ReachEvent, reachAfter } from "./reach.ts";

const no: ReachEvent = { type: "unanswered", retryAfter: null };
const yes: ReachEvent = { type: "answered" };
const probe: ReachEvent = { type: "probed" };
const later = (retryAfter: number): ReachEvent => ({ type: "unanswered", retryAfter });

/** Events a second apart, and who may ask so many seconds after the last of them. */
test.each([
  ["at first", [], 0, "yes"],
  ["after two without an answer", [no, no], 0, "yes"],
  ["after two, an answer and two", [no, no, yes, no, no], 0, "yes"],
  ["after three in a row", [no, no, no], 0, "no"],
  ["after three, five seconds later", [no, no, no], 5, "probe"],
  ["while somebody probes", [no, no, no, probe], 4, "no"],
  ["after a probe that came to nothing", [no, no, no, probe, no], 4, "probe"],
  ["after a fourth, which puts nothing off", [no, no, no, no], 4, "probe"],
  ["after an answer", [no, no, no, yes], 0, "yes"],
  ["as soon as Sage asks for patience", [later(20)], 19, "no"],
  ["when that is over", [later(20)], 20, "probe"],
  ["after a shorter patience, no sooner than asked before", [later(20), later(1)], 18, "no"],
  ["after a probe where nothing is wrong", [probe], 0, "yes"],
] as const)("F19 %s", (_, events, seconds, expected) => {
  const at = (n: number) => secondsAfter(n, someTime);
  const reach = events.reduce((known, event, n) => reachAfter(known, event, at(n)), REACHED);
  expect(mayAsk(reach, at(events.length - 1 + seconds))).toBe(expected);
});

test.each([
  ["at first", [], null],
  ["after an answer to somebody while all was well", [[0, yes]], null],
  [
    "after a short absence, which may be the trouble of one account",
    [
      [0, later(1)],
      [299, yes],
    ],
    null,
  ],
  [
    "after an outage",
    [
      [0, later(1)],
      [300, yes],
    ],
    300,
  ],
  [
    "after an outage and the trouble of one account",
    [
      [0, later(1)],
      [300, yes],
      [400, later(1)],
      [410, yes],
    ],
    300,
  ],
  [
    "while it is away again",
    [
      [0, later(1)],
      [300, yes],
      [400, later(1)],
    ],
    300,
  ],
] as const)("F19 Sage is back since: %s", (_, events, expected) => {
  const reach = events.reduce((known, [n, event]) => reachAfter(known, event, secondsAfter(n, someTime)), REACHED);
  expect(reach.backAt).toEqual(expected === null ? null : secondsAfter(expected, someTime));
});

const away = { ...REACHED, awaySince: someTime };

test.each([
  ["at its time", "eu", 0, REACHED, true],
  ["at its time, though Sage is away", "eu", 0, away, true],
  ["before it", "eu", 1, REACHED, false],
  ["without a time, once Sage is there", "eu", null, REACHED, true],
  ["without a time, while Sage is away", "eu", null, away, false],
  ["that waits for nothing", null, null, REACHED, false],
] as const)("F19 an account that had no answer is tried again, %s", (_, awaitsSage, seconds, reach, isDue) => {
  const resumeAt = seconds === null ? null : secondsAfter(seconds);
  expect(isResumeDue({ awaitsSage, resumeAt }, reach, someTime)).toBe(isDue);
});

test("F19 an account that waits for Sage goes on when Sage is back, and at no other change", () => {
  expect([isBack(away, REACHED), isBack(REACHED, REACHED), isBack(REACHED, away), isBack(away, away)]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test("F19 the store is asked about a region once something is wrong there", () => {
  expect([isWell(REACHED), isWell(away), isWell({ ...REACHED, unanswered: 1 })]).toEqual([true, false, false]);
});
