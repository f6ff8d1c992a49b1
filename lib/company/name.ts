/**
 * Returns the name to store: letters and digits of any language and the marks that the contract allows. Other
 * characters fall away without an error. Empty when nothing is left.
 */
export const cleanName = (written: string) =>
  written
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N}\s\-',&@.?!]/gu, "")
    .replace(/\s+/g, " ")
    .trim();
