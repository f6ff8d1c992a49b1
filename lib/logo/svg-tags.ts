/** No drawing needs more. Each level costs every reader of the file some stack, and a browser a layer. */
const MAX_DEPTH = 30;
const MAX_ELEMENTS = 2_000;
const MAX_ATTRIBUTES = 60;

/**
 * One start or end tag. Each alternative ends before the next `<`, so that a failure costs no second look at the rest.
 */
const TAG = /<(\/?)([^\s<>"'=/!?&]+)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>/y;
const SKIPPED = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
] as const;

/**
 * Walks a document's tags without building anything of it. A parser, and all that comes after, needs stack and time for
 * depth, elements and attributes. Linear in the text's length. Document types and instructions are malformed here:
 * entities are how a small file becomes a large one.
 */
export function judgeTags(text: string): "fits" | "too-complex" | "malformed" {
  let [depth, elements] = [0, 0];
  for (let at = text.indexOf("<"); at !== -1; at = text.indexOf("<", at)) {
    const end = endOfSkipped(text, at);
    if (end === -1) return "malformed";
    if (end > at) {
      at = end;
      continue;
    }
    TAG.lastIndex = at;
    const tag = TAG.exec(text);
    if (!tag) return "malformed";
    const [whole, closing, , attributes = ""] = tag;
    at += whole.length;
    if (closing) depth--;
    else {
      if (!attributes.endsWith("/")) depth++;
      if (++elements > MAX_ELEMENTS || depth > MAX_DEPTH) return "too-complex";
      if (attributes.split("=").length > MAX_ATTRIBUTES && countAttributes(attributes) > MAX_ATTRIBUTES)
        return "too-complex";
    }
  }
  return depth === 0 ? "fits" : "malformed";
}

/**
 * Where a comment, a section of text or the XML declaration ends. `at` for a tag, -1 for markup that may not be there.
 */
function endOfSkipped(text: string, at: number) {
  const found = SKIPPED.find(([start]) => text.startsWith(start, at));
  const [, close] = found ?? (/^<\?xml\s/.test(text.slice(at, at + 6)) && at === 0 ? ["<?xml", "?>"] : []);
  if (!close) return /[!?]/.test(text[at + 1] ?? "") ? -1 : at;
  const end = text.indexOf(close, at);
  return end === -1 ? -1 : end + close.length;
}

const countAttributes = (written: string) => (written.match(/=\s*("[^"]*"|'[^']*')/g) ?? []).length;
