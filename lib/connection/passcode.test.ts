import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { minutesAfter, someTime } from "../../test/journeys.ts";
import {
  checkPasscode,
  type HeldPasscode,
  hashPasscode,
  mintPasscode,
  PASSCODE_TRIES,
  readPasscode,
} from "./passcode.ts";

const key = new Uint8Array(32).fill(7);
const connectionId = randomUUID();
const journeyId = randomUUID();

const held = (change: Partial<HeldPasscode> = {}): HeldPasscode => ({
  id: randomUUID(),
  hash: hashPasscode(key, connectionId, "7KQ3XR"),
  expiresAt: minutesAfter(10),
  failures: 0,
  redeemedBy: null,
  revoked: false,
  ...change,
});
const judge = (change: Partial<HeldPasscode>, typed = "7KQ3XR", minute = 1) =>
  checkPasscode(held(change), hashPasscode(key, connectionId, typed), journeyId, minutesAfter(minute, someTime));

test.each([
  ["the right code", {}, "7KQ3XR", 1, "match"],
  ["the right code in its last moment", {}, "7KQ3XR", 9.999, "match"],
  ["the right code at the end of its time", {}, "7KQ3XR", 10, "expired"],
  ["a wrong code", {}, "7KQ3XT", 1, "mismatch"],
  ["a wrong code after its time, which must not be told apart", {}, "7KQ3XT", 11, "mismatch"],
  ["the right code after four wrong tries", { failures: PASSCODE_TRIES - 1 }, "7KQ3XR", 1, "match"],
  ["the right code after five wrong tries", { failures: PASSCODE_TRIES }, "7KQ3XR", 1, "spent"],
  ["the right code after five wrong tries and its time", { failures: PASSCODE_TRIES }, "7KQ3XR", 11, "spent"],
  ["a wrong code after five wrong tries", { failures: PASSCODE_TRIES }, "7KQ3XT", 1, "mismatch"],
  ["a code that another one replaced", { revoked: true }, "7KQ3XR", 1, "spent"],
  ["a code that another journey used", { redeemedBy: randomUUID() }, "7KQ3XR", 1, "spent"],
  ["a code that this journey used, a second time", { redeemedBy: journeyId }, "7KQ3XR", 1, "replayed"],
  ["a code that this journey used, after its time", { redeemedBy: journeyId }, "7KQ3XR", 11, "spent"],
  ["nothing", {}, "", 1, "mismatch"],
] as const)("%s", (_, change, typed, minute, verdict) => {
  expect(judge(change, typed, minute)).toBe(verdict);
});

test("a connection without a passcode refuses like one with another", () => {
  const typed = hashPasscode(key, connectionId, "7KQ3XR");
  expect(checkPasscode(null, typed, journeyId, someTime)).toBe("mismatch");
});

test("a code is good for its own connection and under its own key alone", () => {
  const hash = hashPasscode(key, connectionId, "7KQ3XR");
  expect(hashPasscode(key, randomUUID(), "7KQ3XR")).not.toBe(hash);
  expect(hashPasscode(new Uint8Array(32).fill(8), connectionId, "7KQ3XR")).not.toBe(hash);
  expect(hash).not.toContain("7KQ3XR");
});

test.each([
  ["small letters", "7kq3xr"],
  ["spaces", " 7KQ 3XR "],
  ["a hyphen", "7KQ-3XR"],
  ["quotes", "“7KQ3XR”"],
  ["full-width letters", "７ＫＱ３ＸＲ"],
  ["no-break spaces and dashes", "7KQ\u00a0–\u202f3XR"],
  ["its label", "One-time password: 7KQ3XR"],
  ["its French label", "Mot de passe à usage unique\u00a0: 7KQ-3XR"],
  ["a colon after it", "7KQ3XR:"],
])("a passcode is read in spite of %s", (_, typed) => {
  expect(readPasscode(typed)).toBe("7KQ3XR");
});

test("whatever is typed as a passcode is read to plain letters and digits, or to nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 1000 }), (typed) => {
      expect(readPasscode(typed)).toMatch(/^[0-9A-Z]*$/);
    }),
    { numRuns: 500 },
  );
});

test("passcodes are six characters that people do not confuse, and do not repeat", () => {
  const minted = Array.from({ length: 2_000 }, mintPasscode);
  for (const code of minted) {
    expect(code).toMatch(/^[34679ACDEFGHJKMNPQRTWXY]{6}$/);
    expect(readPasscode(code)).toBe(code);
  }
  expect(new Set(minted).size).toBeGreaterThan(1_990);
});

test("every character of the alphabet comes up about as often as any other", () => {
  const counts = new Map<string, number>();
  for (const char of Array.from({ length: 5_000 }, mintPasscode).join(""))
    counts.set(char, (counts.get(char) ?? 0) + 1);
  expect(counts.size).toBe(23);
  // 30,000 characters over 23: about 1,304 each, with a spread of 35; seven spreads is no accident.
  for (const count of counts.values()) expect(Math.abs(count - 30_000 / 23)).toBeLessThan(250);
});
