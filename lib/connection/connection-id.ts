/** Five groups, however they are kept apart, and no more hexadecimal digits at either end. */
const UUID =
  /(?<![0-9a-f])[0-9a-f]{8}[\s-]*[0-9a-f]{4}[\s-]*[0-9a-f]{4}[\s-]*[0-9a-f]{4}[\s-]*[0-9a-f]{12}(?![0-9a-f])/gi;

/**
 * Finds the Connection ID in typed or pasted text. It may have any case, spaces, hyphens of any kind, braces, quotes,
 * or a whole URL around it. Null when there is none, or when there are several and we would have to guess.
 */
export function readConnectionId(typed: string): string | null {
  // NFKC makes full-width characters plain; \p{Cf} are the invisible ones that pages and mails put into long words.
  const text = safelyDecoded(typed.slice(0, 2048))
    .replace(/\p{Cf}/gu, "")
    .normalize("NFKC")
    .replace(/[\p{Pd}−]/gu, "-");
  const bare = text.replace(/[\s{}()[\]"'«»“”‘’.,;-]/g, "");
  if (/^[0-9a-f]{32}$/i.test(bare)) return grouped(bare);
  const found = [...text.matchAll(UUID)].map(([id]) => grouped(id.replace(/[\s-]/g, "")));
  const [only, ...others] = new Set(found);
  return only && others.length === 0 ? only : null;
}

function grouped(hex: string) {
  const h = hex.toLowerCase();
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`;
}

function safelyDecoded(text: string) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
