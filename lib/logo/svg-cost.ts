import type { Element } from "@xmldom/xmldom";
import { referredId } from "./svg-words.ts";

/** References from one to the next: a clipped copy of what is clipped to a copy has three. */
const MAX_REFERENCES_IN_A_ROW = 3;
const MAX_REFERENCES = 200;
/**
 * Limits on drawn characters and elements, each counted as often as it is referred to. A file of the largest size has a
 * third.
 */
const MAX_DRAWN = 200_000;
/** A gradient's stops are mixed for everything that has its colour. */
const MAX_STOPS = 256;
const ELEMENT_COST = 10;
/** As deep as elements may stand in each other, for each reference in a row and the drawing itself. */
const MAX_STACK = 31 * (MAX_REFERENCES_IN_A_ROW + 1);

type Weight = { drawn: number; inARow: number };

/** Where an element's references lead. */
export const referencesOf = (element: Element): string[] =>
  ["href", "clip-path", "fill", "stroke"].flatMap((name) => referredId(name, element.getAttribute(name)) ?? []);

/**
 * True when a browser draws it at once. A referenced element counts as often as it is drawn, however references are
 * nested. A circle of references, many in a row, or many at all are too much.
 */
export function isSoonDrawn(root: Element, all: readonly Element[]): boolean {
  if (all.filter(({ localName }) => localName === "stop").length > MAX_STOPS) return false;
  if (all.filter((one) => one.localName === "use" || one.hasAttribute("clip-path")).length > MAX_REFERENCES)
    return false;
  const byId = new Map(all.map((one) => [one.getAttribute("id"), one]));
  const known = new Map<Element, Weight>();
  const underway = new Set<Element>();

  function weigh(element: Element): Weight | null {
    const before = known.get(element);
    if (before) return before;
    if (underway.has(element) || underway.size > MAX_STACK) return null;
    underway.add(element);
    const weight = { drawn: ELEMENT_COST, inARow: 0 };
    for (const { value } of element.attributes) weight.drawn += value.length;
    for (const child of element.childNodes) {
      if (child.nodeType !== 1) weight.drawn += child.nodeValue?.length ?? 0;
      else if (!add(weight, weigh(child as Element), 0)) return null;
    }
    for (const id of referencesOf(element)) {
      const target = byId.get(id);
      if (target && !add(weight, weigh(target), 1)) return null;
    }
    underway.delete(element);
    known.set(element, weight);
    return weight;
  }
  return weigh(root) !== null;
}

function add(weight: Weight, part: Weight | null, references: number) {
  if (!part) return false;
  weight.drawn += part.drawn;
  weight.inARow = Math.max(weight.inARow, part.inARow + references);
  return weight.drawn <= MAX_DRAWN && weight.inARow <= MAX_REFERENCES_IN_A_ROW;
}
