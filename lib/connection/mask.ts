/**
 * The part of an account number that may be stored in clear and shown: its last four characters, fewer when the number
 * is so short that four would be most of it.
 */
export function lastFourOf(accountNumber: string): string {
  const plain = accountNumber.replace(/[^0-9A-Za-z]/g, "");
  return plain.slice(-Math.min(4, Math.floor(plain.length / 2)) || plain.length);
}

/** How an account number is written for people: dots for what is hidden, then the last four. */
export const masked = (lastFour: string) => `•••• ${lastFour}`;
