/** A text as it is kept, and what had to be done for it. */
export type CleanText = { value: string; clipped: boolean; stripped: boolean };

/**
 * Characters that no store holds, no statement shows, or that change how people read a text. These are control
 * characters except line breaks and tabs, other line ends, direction marks, and unpaired surrogates.
 */
const UNREADABLE = /(?![\t\n\r])\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu;

/** Removes characters that are no text. Cuts the text after so many UTF-16 units, never within a character. */
export function cleanText(written: string, longest: number): CleanText {
  const readable = written.replace(UNREADABLE, "");
  const value = readable.slice(0, longest).replace(/\p{Surrogate}$/u, "");
  return { value, clipped: value.length < readable.length, stripped: readable.length < written.length };
}
