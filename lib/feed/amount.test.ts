import fc from "fast-check";
import { expect, test } from "vitest";
import { readAmount } from "./amount.ts";

test.each<[string, string | null, boolean?]>([
  ["0.3", "0.3"],
  ["1e2", "100"],
  ["-0", "0"],
  ["0.123456", "0.123456"],
  ["0.30000000000000004", "0.3", true],
  ["-0.30000000000000004", "-0.3", true],
  ["0.1999999999999999", "0.2", true],
  ["1234567.1000000001", "1234567.1", true],
  ["4.999999999999999e-1", "0.5", true],
  ["-1e-17", "0", true],
  ["0.123456009", "0.123456", true],
  ["0.12345601", null],
  ["0.1234567", null],
  ["10.0000005", null],
  ["999999999999999.999999", "999999999999999.999999"],
  ["999999999999999.9999999999", null],
  ["1000000000000000", null],
  ["1e-400", null],
  ["1e99999999", null],
  [`0.3${"0".repeat(40)}`, null],
])("F4 %s is kept as %s", (written, value, rounded = false) => {
  expect(readAmount(written)).toEqual(value === null ? null : { value, rounded });
});

test("F4 a sum of cents that floats have reckoned is those cents", () => {
  const cents = fc.integer({ min: -1_000_000, max: 1_000_000 });
  fc.assert(
    fc.property(fc.array(cents, { minLength: 1, maxLength: 50 }), (all) => {
      const float = all.reduce((sum, one) => sum + one / 100, 0);
      const exact = all.reduce((sum, one) => sum + one, 0) / 100;
      expect(readAmount(String(float))?.value).toBe(String(exact === 0 ? 0 : exact));
    }),
  );
});
