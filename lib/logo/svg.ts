import { DOMParser, type Element, type Node, XMLSerializer } from "@xmldom/xmldom";
import { ok, type Result, refuse } from "../result.ts";
import { isSoonDrawn } from "./svg-cost.ts";
import { looksOf, type StyleSheet, sheetOf } from "./svg-sheet.ts";
import { judgeTags } from "./svg-tags.ts";
import { fitsAttribute, isProperty, referredId } from "./svg-words.ts";

export const MAX_SVG_BYTES = 64 * 1024;
export type SvgProblem = "too-large" | "not-an-svg" | "too-complex";

const SVG = "http://www.w3.org/2000/svg";
const XLINK = "http://www.w3.org/1999/xlink";
const [ELEMENT, TEXT, CDATA] = [1, 3, 4];

/**
 * The elements of a drawing. None of them runs, loads, links, embeds, animates or draws a region pixel by pixel. Three
 * kinds that draw another element again are allowed: `use`, `clipPath` and gradients. The cost of those is counted.
 */
const ELEMENTS = new Set(
  "svg g defs title desc path rect circle ellipse line polyline polygon text tspan linearGradient radialGradient stop clipPath use".split(
    " ",
  ),
);
const GRADIENTS = new Set(["linearGradient", "radialGradient"]);
const WITH_WORDS = new Set(["title", "desc", "text", "tspan"]);

/** An SVG of which only the drawing is left. Styles become attributes, so that nothing is referred to but what is seen here. */
export function cleanSvg(bytes: Uint8Array): Result<{ contentType: "image/svg+xml"; bytes: Uint8Array }, SvgProblem> {
  if (bytes.length > MAX_SVG_BYTES) return refuse("too-large");
  const text = new TextDecoder().decode(bytes);
  const tags = judgeTags(text);
  if (tags !== "fits") return refuse(tags === "malformed" ? "not-an-svg" : tags);
  const root = parsed(text);
  if (root?.localName !== "svg" || root.prefix || root.namespaceURI !== SVG) return refuse("not-an-svg");
  prune(root, sheetOf(styles(root)));
  const all = [root, ...root.getElementsByTagNameNS(SVG, "*")];
  keepFirstIds(all);
  dropLooseReferences(all);
  if (!root.hasChildNodes()) return refuse("not-an-svg");
  if (!isSoonDrawn(root, [root, ...root.getElementsByTagNameNS(SVG, "*")])) return refuse("too-complex");
  const kept = new TextEncoder().encode(new XMLSerializer().serializeToString(root));
  return kept.length > MAX_SVG_BYTES ? refuse("too-large") : ok({ contentType: "image/svg+xml", bytes: kept });
}

function parsed(text: string): Element | null {
  try {
    const stop = (_level: string, message: string) => {
      throw new Error(message);
    };
    return new DOMParser({ onError: stop }).parseFromString(text, "image/svg+xml").documentElement;
  } catch {
    return null;
  }
}

const styles = (root: Element) =>
  [...root.getElementsByTagNameNS(SVG, "style")]
    .filter((style) => !style.hasAttribute("media") && [...style.childNodes].every(isText))
    .map(({ textContent }) => textContent)
    .join("\n");

const isText = ({ nodeType }: Node) => nodeType === TEXT || nodeType === CDATA;

function prune(element: Element, sheet: StyleSheet) {
  const looks = looksOf(element, sheet);
  const href = element.getAttribute("href") || element.getAttributeNS(XLINK, "href");
  const target = referredId("href", href);
  for (const { name, value } of [...element.attributes])
    if (isProperty(name) || !fitsAttribute(name, value)) element.removeAttribute(name);
  for (const [property, value] of looks) element.setAttribute(property, value);
  if (target) element.setAttribute("href", `#${target}`);
  for (const child of [...element.childNodes] as Node[]) {
    const one = child as Element;
    const isDrawing = child.nodeType === ELEMENT && one.namespaceURI === SVG && !one.prefix;
    if (isDrawing && one.localName !== "svg" && ELEMENTS.has(one.localName ?? "")) prune(one, sheet);
    else if (child.nodeType !== TEXT || !WITH_WORDS.has(element.localName ?? "")) element.removeChild(child);
  }
}

/** A browser takes the first of two with one id. */
function keepFirstIds(all: readonly Element[]) {
  const ids = new Set<string>();
  for (const one of all) {
    const id = one.getAttribute("id");
    if (id !== null && ids.has(id)) one.removeAttribute("id");
    if (id !== null) ids.add(id);
  }
}

/** A reference to what is not left, or is of another kind: a colour that cannot be had is none. */
function dropLooseReferences(all: readonly Element[]) {
  const kinds = new Map(all.map((one) => [one.getAttribute("id"), one.localName ?? ""]));
  kinds.delete(null);
  const kindOf = (one: Element, attribute: string) =>
    kinds.get(referredId(attribute, one.getAttribute(attribute))) ?? "";
  for (const one of all) {
    if (kindOf(one, "clip-path") !== "clipPath") one.removeAttribute("clip-path");
    for (const paint of ["fill", "stroke"]) {
      const isReference = referredId(paint, one.getAttribute(paint)) !== null;
      if (isReference && !GRADIENTS.has(kindOf(one, paint))) one.setAttribute(paint, "none");
    }
    const target = kindOf(one, "href");
    const isGradient = GRADIENTS.has(one.localName ?? "");
    if (one.localName === "use" && target === "") one.parentNode?.removeChild(one);
    else if (one.localName !== "use" && !(isGradient && GRADIENTS.has(target))) one.removeAttribute("href");
  }
}
