import type { Element } from "@xmldom/xmldom";
import { keptValue } from "./svg-words.ts";

/** Each property's value and its place in the sheet: the later one of two that count alike is taken. */
type Declared = Map<string, { value: string; place: number }>;
/** The properties that a style sheet gives one element's name, `.class` or `#id`. */
export type StyleSheet = ReadonlyMap<string, Declared>;

const SELECTOR = /^[#.]?[\w-]{1,100}$/;
const MAX_CLASSES = 10;

/**
 * The rules of style sheets that name one element, class or id each. Leaves out all others, and the part behind an `@`.
 */
export function sheetOf(text: string): StyleSheet {
  const sheet = new Map<string, Declared>();
  let place = 0;
  for (const [selectors, body] of blocksOf(withoutComments(text))) {
    const kept = declarationsOf(body);
    for (const selector of selectors.split(",").map((one) => one.trim())) {
      if (!SELECTOR.test(selector)) continue;
      const declared = sheet.get(selector) ?? new Map();
      for (const [property, value] of kept) declared.set(property, { value, place });
      sheet.set(selector, declared);
    }
    place++;
  }
  return sheet;
}

/**
 * How an element looks by itself and by the sheet. Later ones win: attributes, rules for its name, its classes, its id,
 * its own style.
 */
export function looksOf(element: Element, sheet: StyleSheet): Map<string, string> {
  const looks = new Map<string, string>();
  for (const { name, value } of element.attributes) {
    const kept = keptValue(name, value);
    if (kept !== null) looks.set(name, kept);
  }
  const classes = (element.getAttribute("class") ?? "").split(/\s+/, MAX_CLASSES).map((one) => `.${one}`);
  const byRank = [[element.localName ?? ""], classes, [`#${element.getAttribute("id") ?? ""}`]];
  for (const selectors of byRank) {
    const declared = selectors.flatMap((selector) => [...(sheet.get(selector) ?? [])]);
    for (const [property, { value }] of declared.sort(([, a], [, b]) => a.place - b.place)) looks.set(property, value);
  }
  for (const [property, value] of declarationsOf(element.getAttribute("style") ?? "")) looks.set(property, value);
  return looks;
}

/** Declarations of properties that a drawing has. */
function declarationsOf(style: string): Map<string, string> {
  const kept = new Map<string, string>();
  for (const one of style.split(";")) {
    const colon = one.indexOf(":");
    const property = one.slice(0, Math.max(0, colon)).trim().toLowerCase();
    const value = keptValue(property, one.slice(colon + 1));
    if (value !== null) kept.set(property, value);
  }
  return kept;
}

function withoutComments(sheet: string) {
  const parts: string[] = [];
  let at = 0;
  for (let start = sheet.indexOf("/*"); start !== -1; start = sheet.indexOf("/*", at)) {
    parts.push(sheet.slice(at, start));
    const end = sheet.indexOf("*/", start + 2);
    if (end === -1) return parts.join(" ");
    at = end + 2;
  }
  return [...parts, sheet.slice(at)].join(" ");
}

/** The text before each outermost block, and the text in it. */
function* blocksOf(text: string): Generator<readonly [string, string]> {
  let [depth, start, open] = [0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "{" && depth++ === 0) open = at;
    if (text[at] !== "}" || depth === 0 || --depth > 0) continue;
    yield [text.slice(start, open), text.slice(open + 1, at)];
    start = at + 1;
  }
}
