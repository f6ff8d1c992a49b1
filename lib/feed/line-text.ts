/** A text as it is kept, and what had to be done for it. */
export type CleanText = { value: string; clipped: boolean; stripped: boolean };

/**
 * Control characters but line breaks and tabs, other line ends, what turns the direction of the text behind it, and halves of
 * characters: no store holds them, no statement shows them, or they make people read another text than was written.
 */
const UNREADABLE = /(?![\t\n\r])\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu;

/** Takes out what is no text, and ends it behind so many UTF-16 units at the latest, never within a character. */
export function cleanText(written: string, longest: number): CleanText {
  const readable = written.replace(UNREADABLE, "");
  const value = readable.slice(0, longest).replace(/\p{Surrogate}$/u, "");
  return { value, clipped: value.length < readable.length, stripped: readable.length < written.length };
}
