import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanText } from "./line-text.ts";

test.each<[string, number, string, boolean, boolean]>([
  ["Café €\n\tdeux", 20, "Café €\n\tdeux", false, false],
  ["a\u0000b\u001bc\u007fd\u0008", 20, "abcd", false, true],
  ["a\u0080b\u0085c\u009fd\u00a0e", 20, "abcd\u00a0e", false, true],
  ["one\u2028two\u2029three", 20, "onetwothree", false, true],
  ["pay \u202e0001\u202c and \u2066x\u2069", 30, "pay 0001 and x", false, true],
  ["\u200fשלום\u200e \u061cعربي", 30, "\u200fשלום\u200e \u061cعربي", false, false],
  ["half \ud83d here", 20, "half  here", false, true],
  ["12345", 5, "12345", false, false],
  ["123456", 5, "12345", true, false],
  ["1234😀", 5, "1234", true, false],
  ["123😀", 5, "123😀", false, false],
  ["\u0000123456", 5, "12345", true, true],
  ["", 5, "", false, false],
])("F4 %j, of at most %i, is kept as %j", (written, longest, value, clipped, stripped) => {
  expect(cleanText(written, longest)).toEqual({ value, clipped, stripped });
});

test("F4 what is kept is text, short enough, and stays as it is the next time", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 30 }), (written, longest) => {
      const { value } = cleanText(written, longest);
      expect(value.isWellFormed()).toBe(true);
      expect(value.length).toBeLessThanOrEqual(longest);
      expect(cleanText(value, longest)).toEqual({ value, clipped: false, stripped: false });
    }),
  );
});
