/**
 * The part of an account number that may be stored in clear and shown: its last four characters. Fewer when the number
 * is so short that four would be most of it.
 */
export function lastFourOf(accountNumber: string): string {
  const plain = accountNumber.replace(/[^0-9A-Za-z]/g, "");
  return plain.slice(-Math.min(4, Math.floor(plain.length / 2)) || plain.length);
}

/** How an account number is written for people: dots for what is hidden, then the last four. */
export const masked = (lastFour: string) => `•••• ${lastFour}`;

/** An id as UUIDs are written; it is none of the numbers below. */
const UUID = "(?<![0-9A-Za-z])[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?![0-9A-Za-z])";
/** A day, with or without a time. */
const DAY = "(?<![0-9A-Za-z])[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]+Z?)?(?![0-9A-Za-z])";
/** Between the digits or groups of a number as people write it. */
const GAP = "[ \\u00a0.-]?";
/** An IBAN: in groups of four, or in one piece in any letters. */
const IBAN = `(?<![0-9A-Za-z])(?:[A-Z]{2}[0-9]{2}(?:${GAP}[A-Z0-9]{4}){2,7}(?:${GAP}[A-Z0-9]{1,3})?|[A-Za-z]{2}[0-9]{2}[0-9A-Za-z]{11,30})(?![0-9A-Za-z])`;
/** A bare account number with letters in it, as in France: 16 characters or more that begin with eight digits. */
const BBAN = "[0-9]{8}[0-9A-Za-z]{8,}";
/** Six digits or more. */
const DIGITS = `[0-9](?:${GAP}[0-9]){5,}`;
const NUMBER = new RegExp(`(${UUID}|${DAY})|${IBAN}|${BBAN}|${DIGITS}`, "g");

/**
 * A text without account numbers, as far as they can be told by their form: each keeps its last four characters at most. Ids of
 * our own kind and days stay, and so does a number that is part of one of `ids`.
 */
export const numbersMasked = (text: string, ids: readonly string[] = []) =>
  text.replace(NUMBER, (number, kept?: string) => {
    if (kept) return kept;
    return ids.some((id) => id.includes(number)) ? number : masked(lastFourOf(number));
  });
