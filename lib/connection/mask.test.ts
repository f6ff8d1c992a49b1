import fc from "fast-check";
import { expect, test } from "vitest";
import { lastFourOf, masked } from "./mask.ts";

test.each([
  ["31926819", "6819"],
  ["5200 8282 8282 8210", "8210"],
  ["GB33-BUKB-2020-1555-5555-55", "5555"],
  ["1234567", "567"],
  ["123456", "456"],
  ["1234", "34"],
  ["123", "3"],
  ["12", "2"],
  ["1", ""],
  ["", ""],
  ["----", ""],
])("%j shows as %j", (number, shown) => {
  expect(lastFourOf(number)).toBe(shown);
});

test("a masked number looks the same for every account", () => {
  expect(masked("6819")).toBe("•••• 6819");
});

test("no account number ever shows more than four characters, nor more than half of itself", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[0-9A-Z -]{1,34}$/)), (number) => {
      const plain = number.replace(/[^0-9A-Za-z]/g, "");
      const shown = lastFourOf(number);
      expect(shown.length).toBeLessThanOrEqual(Math.min(4, plain.length / 2));
      expect(plain.endsWith(shown)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
