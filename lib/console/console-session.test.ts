import { expect, test } from "vitest";
import { minutesAfter, secondsAfter, someTime } from "../../test/journeys.ts";
import { isSessionOver } from "./console-session.ts";

const old = (at: Date) => minutesAfter(-12 * 60, at);

test.each([
  ["was used just now", someTime, someTime, false],
  ["has been idle for half an hour", minutesAfter(-30), minutesAfter(-30), false],
  ["has been idle for longer", minutesAfter(-31), minutesAfter(-31), true],
  ["is as old as a working day", old(someTime), someTime, false],
  ["is older, though it was used just now", old(secondsAfter(-1)), someTime, true],
])("a session that %s has ended, or not", (_, createdAt, seenAt, expected) => {
  expect(isSessionOver({ createdAt, seenAt }, someTime)).toBe(expected);
});
