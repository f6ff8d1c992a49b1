import { expect, test } from "vitest";
import { answersWith, formOf, numberOf, textOf } from "./form-values.ts";

/** No text and no number can be made of it: asked for one, it throws. */
const STUBBORN = { toString: 1, valueOf: 1 };

test.each<[what: string, previous: unknown, answers: number]>([
  ["no state", undefined, 1],
  ["null", null, 1],
  ["a text", "answers", 1],
  ["a state without a count", {}, 1],
  ["a count", { answers: 3 }, 4],
  ["a count as text", { answers: "3" }, 1],
  ["half a count", { answers: 1.5 }, 1],
  ["a count without end", { answers: Number.POSITIVE_INFINITY }, 1],
  ["a large count", { answers: 3n }, 1],
  ["a count that is a thing", { answers: STUBBORN }, 1],
  ["a count that is a list", { answers: [[3]] }, 1],
])("the count after %s", (_, previous, answers) => {
  expect(answersWith(previous)).toBe(answers);
});

test.each([undefined, null, 1, 1n, [], ["token"], STUBBORN, new Map()])("no text, form or number: %#", (given) => {
  expect(textOf(given)).toBe("");
  expect([...formOf(given).keys()]).toEqual([]);
  expect(numberOf(typeof given === "number" ? "1" : given)).toBeNaN();
});

test("a value that an action should be called with is taken as it is", () => {
  const form = new FormData();
  expect(formOf(form)).toBe(form);
  expect(textOf("token")).toBe("token");
  expect(numberOf(7)).toBe(7);
});
