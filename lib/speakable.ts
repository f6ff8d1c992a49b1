import { randomInt } from "node:crypto";

// No 0/O, 1/I/L, 5/S, 2/Z, 8/B, U/V: each is one sound and one shape, read out or typed off a screen.
const ALPHABET = "34679ACDEFGHJKMNPQRTWXY";

/** `length` random characters that people can read out, in English or French, and type without mistaking one for another. */
export const speakable = (length: number) =>
  Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
