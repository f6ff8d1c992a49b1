/** Nothing in a drawing that is shown 32 pixels high is so far away. */
const FARTHEST = 1_000_000;
const LONGEST = 200;
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/g;

/** Numbers of a size that a drawing has, and none of the rest but what `others` allows. */
const isNumbers = (value: string, others: RegExp) =>
  others.test(value.replace(NUMBER, "")) &&
  (value.match(NUMBER) ?? []).every((one) => Math.abs(Number(one)) <= FARTHEST);

const NAME = "[\\w.:-]{1,100}";
const isName = (value: string) => new RegExp(`^${NAME}$`).test(value);
const isKeyword = (value: string) => /^[\w\s.-]{0,60}$/.test(value);
const isLengths = (value: string) => isNumbers(value, /^[\s,a-z%]*$/);
const isPath = (value: string) => isNumbers(value, /^[MmZzLlHhVvCcSsQqTtAa\s,]*$/);
const isTransform = (value: string) =>
  isNumbers(value, /^[\s,()a-zA-Z]*$/) &&
  (value.replace(NUMBER, "").match(/[a-zA-Z]+/g) ?? []).every((one) => TRANSFORMS.has(one));
const TRANSFORMS = new Set(["matrix", "translate", "scale", "rotate", "skewX", "skewY"]);

const listed = (names: string, fits: (value: string) => boolean) =>
  names.split(" ").map((name) => [name, fits] as const);

/** The attributes of a drawing, and which of their values it can have. */
const ATTRIBUTES = new Map<string, (value: string) => boolean>([
  ...listed(
    "viewBox width height x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy rotate points offset textLength",
    isLengths,
  ),
  ...listed("d", isPath),
  ...listed("transform gradientTransform", isTransform),
  ...listed("gradientUnits clipPathUnits spreadMethod preserveAspectRatio lengthAdjust version xml:space", isKeyword),
  ...listed("role aria-hidden", isKeyword),
  ...listed("aria-label", (value) => value.length <= LONGEST),
  ...listed("id", isName),
  ...listed("xmlns", (value) => value === "http://www.w3.org/2000/svg"),
  ...listed("xmlns:xlink", (value) => value === "http://www.w3.org/1999/xlink"),
]);

/** Properties of how something looks, as an attribute or in a style. Dashes are not here: a line has too many of them. */
const PROPERTIES = new Set(
  `fill fill-opacity fill-rule stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity opacity color
  display visibility overflow clip-path clip-rule stop-color stop-opacity font-family font-size font-style font-weight font-stretch
  font-variant letter-spacing word-spacing text-anchor text-decoration dominant-baseline baseline-shift paint-order shape-rendering
  vector-effect`.split(/\s+/),
);
const REFERRING = new Set(["fill", "stroke", "clip-path"]);
const REFERENCE = new RegExp(`^url\\(\\s*["']?#(${NAME})["']?\\s*\\)`);
const COLOUR = /\b(rgba?|hsla?)\([\d\s.,%/deg+-]*\)/g;

/** The value of a property as it is kept. Null when it loads, runs or repeats, or refers to a forbidden target. */
export function keptValue(property: string, written: string): string | null {
  const value = written.replace(/!important\s*$/, "").trim();
  if (!PROPERTIES.has(property) || value.length > LONGEST) return null;
  const id = REFERENCE.exec(value)?.[1];
  if (id !== undefined) return REFERRING.has(property) ? `url(#${id})` : null;
  if (property === "clip-path") return null;
  return isNumbers(value.replace(COLOUR, ""), /^[\w\s#.,%"'-]*$/) ? value : null;
}

export const isProperty = (name: string) => PROPERTIES.has(name);
export const fitsAttribute = (name: string, value: string) => ATTRIBUTES.get(name)?.(value) === true;

const LINK = new RegExp(`^\\s*#(${NAME})\\s*$`);

/**
 * The id that an attribute refers to: `#…` in a link, `url(#…)` in a style. Null for any other value; `#fff` is a
 * colour.
 */
export const referredId = (attribute: string, value: string | null) =>
  (attribute === "href" ? LINK : REFERENCE).exec(value ?? "")?.[1] ?? null;
