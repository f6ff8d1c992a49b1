/**
 * The name that is kept: letters and digits of any language and the marks that the contract allows; other characters fall
 * away without a complaint. Empty when nothing is left.
 */
export const cleanName = (written: string) =>
  written
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N}\s\-',&@.?!]/gu, "")
    .replace(/\s+/g, " ")
    .trim();
