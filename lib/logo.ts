import { DOMParser, type Element, type Node, XMLSerializer } from "@xmldom/xmldom";
import { PNG } from "pngjs";
import type { Logo } from "./institution/institution.ts";
import { ok, type Result, refuse } from "./result.ts";

export const MAX_SVG_BYTES = 64 * 1024;
export const MAX_PNG_BYTES = 256 * 1024;
const MAX_SIDE = 2_000;
const MAX_PIXELS = 500_000;
/** No drawing needs more; each level costs every reader of the file some stack. */
const MAX_DEPTH = 50;

/** What a drawing is made of: nothing that runs, loads, links, embeds or animates. */
const ELEMENTS = new Set(
  "svg g defs title desc path rect circle ellipse line polyline polygon text tspan linearGradient radialGradient stop clipPath mask pattern symbol use style".split(
    " ",
  ),
);
const ATTRIBUTES =
  /^(id|class|viewBox|width|height|x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|fx|fy|d|points|transform|gradientTransform|gradientUnits|patternUnits|patternTransform|patternContentUnits|clipPathUnits|maskUnits|offset|spreadMethod|preserveAspectRatio|version|xmlns|role|aria-label|aria-hidden|xml:space|style|dx|dy|rotate|textLength|lengthAdjust|fill|stroke|opacity|color|display|visibility|overflow|mask|clip-path|clip-rule|fill-rule|fill-opacity|stroke-[a-z]+|stop-color|stop-opacity|font-[a-z]+|text-anchor|letter-spacing|word-spacing|dominant-baseline|paint-order|shape-rendering|href|xlink:href|xmlns:xlink)$/;
/** Styles that load, run or escape. Only references within the drawing are left. */
const RISKY_STYLE =
  /@import|@font-face|expression|javascript:|behavior|-moz-binding|\\|url\(\s*(?!["']?#)|<!--|image\(|image-set|src\(/i;

export type LogoProblem = "too-large" | "not-an-svg" | "not-a-png" | "too-many-pixels";

/**
 * Takes a logo as it was sent and answers one that shows the same and can do nothing else: of an SVG only the drawing is
 * kept, of a PNG only its picture.
 */
export function cleanLogo({ contentType, bytes }: Logo): Result<Logo, LogoProblem> {
  return contentType === "image/svg+xml" ? cleanSvg(bytes) : cleanPng(bytes);
}

function cleanSvg(bytes: Uint8Array): Result<Logo, LogoProblem> {
  if (bytes.length > MAX_SVG_BYTES) return refuse("too-large");
  const text = new TextDecoder().decode(bytes).replace(/^\uFEFF/, "");
  // Entities are how a small file becomes a large one, and a harmless one another.
  if (/<!DOCTYPE|<!ENTITY/i.test(text) || /<\?(?!xml\s)/.test(text)) return refuse("not-an-svg");
  const root = depthOf(text) > MAX_DEPTH ? null : parsed(text);
  if (root?.localName !== "svg" || root.namespaceURI !== SVG) return refuse("not-an-svg");
  prune(root);
  flatten(root);
  if (!root.hasChildNodes()) return refuse("not-an-svg");
  const kept = new XMLSerializer().serializeToString(root);
  return ok({ contentType: "image/svg+xml", bytes: new TextEncoder().encode(kept) });
}

/** How deep elements stand in each other at most, counted without a parser: it would need the depth itself. */
function depthOf(text: string) {
  let [depth, deepest] = [0, 0];
  for (const [tag, closing] of text.matchAll(/<(\/?)[a-zA-Z][^>]*>/g)) {
    if (closing) depth--;
    else if (!tag.endsWith("/>")) depth++;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

const SVG = "http://www.w3.org/2000/svg";

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

function prune(element: Element) {
  for (const attribute of [...element.attributes]) {
    const { name, value } = attribute;
    const isLink = name === "href" || name === "xlink:href";
    const harmless = ATTRIBUTES.test(name) && !RISKY_STYLE.test(value) && (!isLink || /^#[\w.-]+$/.test(value.trim()));
    if (!harmless) element.removeAttributeNode(attribute);
  }
  for (const child of [...element.childNodes] as Node[]) {
    if (child.nodeType === TEXT) continue;
    const one = child as Element;
    const kept = child.nodeType === ELEMENT && one.namespaceURI === SVG && ELEMENTS.has(one.localName ?? "");
    const riskyStyle = kept && one.localName === "style" && (RISKY_STYLE.test(one.textContent ?? "") || hasMarkup(one));
    if (!kept || riskyStyle) element.removeChild(child);
    else prune(one);
  }
}

/** A copy of what itself holds copies doubles with each level, until drawing it takes for ever: such copies go. */
function flatten(root: Element) {
  const uses = [...root.getElementsByTagNameNS(SVG, "use")];
  const withId = Map.groupBy(root.getElementsByTagNameNS(SVG, "*"), (one) => one.getAttribute("id"));
  const holdsCopies = (one: Element) => one.localName === "use" || one.getElementsByTagNameNS(SVG, "use").length > 0;
  const nested = uses.filter((use) => {
    const target = (use.getAttribute("href") || use.getAttribute("xlink:href") || "").slice(1);
    return target === "" || target === root.getAttribute("id") || (withId.get(target) ?? []).some(holdsCopies);
  });
  for (const use of nested) use.parentNode?.removeChild(use);
}

const [ELEMENT, TEXT] = [1, 3];
const hasMarkup = (style: Element) => [...style.childNodes].some(({ nodeType }) => nodeType !== TEXT);

function cleanPng(bytes: Uint8Array): Result<Logo, LogoProblem> {
  if (bytes.length > MAX_PNG_BYTES) return refuse("too-large");
  const file = Buffer.from(bytes);
  if (file.length < 33 || file.toString("latin1", 1, 4) !== "PNG" || file.toString("latin1", 12, 16) !== "IHDR")
    return refuse("not-a-png");
  // Before anything is unpacked: a few bytes can claim a picture of gigabytes.
  const [width, height, interlaced] = [file.readUInt32BE(16), file.readUInt32BE(20), file[28] !== 0];
  if (width === 0 || height === 0 || interlaced) return refuse("not-a-png");
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) return refuse("too-many-pixels");
  try {
    PNG.sync.read(file); // Whole and sound; what is kept is the file's own picture, which never grows.
    return ok({ contentType: "image/png", bytes: pictureOf(file) });
  } catch {
    return refuse("not-a-png");
  }
}

const PICTURE = new Set(["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]);

/** The parts of a PNG that are its picture: no texts, profiles, dates or whatever follows its end. */
function pictureOf(file: Buffer): Uint8Array {
  const parts = [file.subarray(0, 8)];
  for (let at = 8; at + 12 <= file.length; ) {
    const [end, name] = [at + 12 + file.readUInt32BE(at), file.toString("latin1", at + 4, at + 8)];
    if (PICTURE.has(name)) parts.push(file.subarray(at, end));
    if (name === "IEND") break;
    at = end;
  }
  return new Uint8Array(Buffer.concat(parts));
}
