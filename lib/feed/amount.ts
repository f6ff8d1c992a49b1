import { Big } from "big.js";
import { decimalOf } from "./statement.ts";

/** Most characters of an amount. No bank writes longer ones, and an exponent could make one fill the memory. */
const LONGEST = 40;
const MOST_BEHIND = 6;
const SHAPE = /^-?\d{1,15}(\.\d{1,6})?$/;
/** A millionth of a cent. A smaller difference comes from binary floats. */
const NOISE = new Big("0.00000001");

/** An amount as it is kept, in its shortest writing; `rounded` where a float's noise was taken off. */
export type Amount = { value: string; rounded: boolean };

/** Reads an amount digit by digit; null for one with more than 15 digits before or 6 behind the point. */
export function readAmount(digits: string): Amount | null {
  // This only bounds the work. 999999999999999.99 is 1e15 as a binary float, so SHAPE refuses one digit too many.
  const size = Math.abs(Number(digits));
  // Smaller than a number can be, it would be written out in as many zeros as its exponent says.
  const isTiny = size === 0 && /[1-9]/.test(digits.split(/e/i)[0] ?? "");
  if (digits.length > LONGEST || size > 1e15 || isTiny) return null;
  const plain = decimalOf(digits);
  if (SHAPE.test(plain)) return { value: plain, rounded: false };
  const exact = new Big(plain);
  const near = exact.round(MOST_BEHIND);
  const value = decimalOf(near.toFixed());
  return exact.minus(near).abs().lt(NOISE) && SHAPE.test(value) ? { value, rounded: true } : null;
}
