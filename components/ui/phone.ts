/** A telephone number within a text, with what stands around it; `href` is what a telephone dials. */
export type PhoneIn = { before: string; number: string; after: string; href: string };

/** Digits in groups, as people write telephone numbers. */
const NUMBER = /(?<![\p{L}\d])(?:\+|00)?\(?\d[\d\s().\u00a0/-]{5,20}\d(?![\p{L}\d])/u;
const DIGITS = { fewest: 7, most: 15 };

/** The first telephone number in a text, such as how to reach somebody; null where none is sure to be one. */
export function phoneIn(text: string): PhoneIn | null {
  const [number = ""] = NUMBER.exec(text) ?? [];
  // A zero in brackets is dialled within the country alone.
  const dialled = number.startsWith("+") ? number.replace(/\(0\)/, "") : number;
  const digits = dialled.replace(/\D/g, "");
  if (digits.length < DIGITS.fewest || digits.length > DIGITS.most) return null;
  const at = text.indexOf(number);
  const href = `tel:${number.startsWith("+") ? "+" : ""}${digits}`;
  return { before: text.slice(0, at), number, after: text.slice(at + number.length), href };
}
