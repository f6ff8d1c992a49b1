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
/** An IBAN, in one piece or in groups of four. */
const IBAN = "(?<![0-9A-Za-z])[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![0-9A-Za-z])";
/** Six digits or more, with spaces between them or without. */
const DIGITS = "[0-9](?:[ \\u00a0]?[0-9]){5,}";
const NUMBER = new RegExp(`(${UUID})|${IBAN}|${DIGITS}`, "g");

/** A text without whole account numbers: what may be one keeps its last four characters at most. Ids of our own kind stay. */
export const numbersMasked = (text: string) =>
  text.replace(NUMBER, (number, uuid?: string) => uuid ?? masked(lastFourOf(number)));
