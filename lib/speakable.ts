import { randomInt } from "node:crypto";

// Leaves out 0/O, 1/I/L, 5/S, 2/Z, 8/B, U/V. Each remaining character has its own sound and shape, on the phone and on
// a screen.
const ALPHABET = "34679ACDEFGHJKMNPQRTWXY";

/** `length` random characters that people can read out, in English or French, and type without mistaking one for another. */
export const speakable = (length: number) =>
  Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
