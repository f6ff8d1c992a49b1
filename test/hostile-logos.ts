const SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
export const svgOf = (inner: string) => `<svg ${SVG} viewBox="0 0 9 9">${inner}<path d="M0 0h9"/></svg>`;

const LEVELS = Array.from({ length: 20 }, (_, n) => n);
const twice = (part: string) => part.repeat(2);
/** Level by level, each holding the one before twice. */
const nested = (level: (n: number) => string, last: string) => svgOf(LEVELS.map(level).join("") + last);
/** One thing that costs much, asked for many times. */
const many = (heavy: string, light: string) => svgOf(heavy + light.repeat(Math.floor(60_000 / 2 / light.length)));
const LONG = `M0 0${"q1 9 9 1".repeat(3_000)}`;
const rect = (more: string) => `<rect width="9" height="9" ${more}/>`;

/** Small files that a browser draws for seconds or for ever, by what multiplies in them. */
export const LOGO_BOMBS: Record<string, string> = {
  "masks of masked masks": nested(
    (n) => `<mask id="m${n}">${twice(rect(`fill="#fff" mask="url(#m${n + 1})"`))}</mask>`,
    `<mask id="m20">${rect('fill="#fff"')}</mask>${rect('mask="url(#m0)"')}`,
  ),
  "masks by a style sheet": svgOf(
    `<style>rect{mask:url(#m0)}</style>${LEVELS.map((n) => `<mask id="m${n}">${twice(rect(`style="mask:url(#m${n + 1})"`))}</mask>`).join("")}${rect("")}`,
  ),
  "clips of clipped clips": nested(
    (n) => `<clipPath id="c${n}">${twice(rect(`clip-path="url(#c${n + 1})"`))}</clipPath>`,
    `<clipPath id="c20">${rect("")}</clipPath>${rect('clip-path="url(#c0)"')}`,
  ),
  "clips by a style sheet": svgOf(
    `<style>${LEVELS.map((n) => `.a${n}{clip-path:url(#c${n})}`).join("")}</style>${LEVELS.map((n) => `<clipPath id="c${n}">${twice(rect(`class="a${n + 1}"`))}</clipPath>`).join("")}${rect('class="a0"')}`,
  ),
  "copies of copies": nested(
    (n) => `<g id="g${n + 1}">${twice(`<use href="#g${n}"/>`)}</g>`,
    `<g id="g0">${rect("")}</g><use href="#g20"/>`,
  ),
  "copies of copies, in the older way": nested(
    (n) => `<g id="g${n + 1}">${twice(`<use xlink:href="#g${n}"/>`)}</g>`,
    `<g id="g0">${rect("")}</g><use xlink:href="#g20"/>`,
  ),
  "symbols of symbols": nested(
    (n) => `<symbol id="s${n + 1}">${twice(`<use href="#s${n}"/>`)}</symbol>`,
    `<symbol id="s0">${rect("")}</symbol><use href="#s20"/>`,
  ),
  "patterns of patterns": nested(
    (n) => `<pattern id="p${n}" width=".1" height=".1">${twice(rect(`fill="url(#p${n + 1})"`))}</pattern>`,
    rect('fill="url(#p0)"'),
  ),
  "markers of markers": nested(
    (n) => `<marker id="k${n}"><path d="M0 0h1h1h1h1" style="marker:url(#k${n + 1})"/></marker>`,
    '<path d="M0 0h1h1h1" marker-mid="url(#k0)"/>',
  ),
  "filters in a row": svgOf(
    `<filter id="f">${'<feGaussianBlur stdDeviation="99"/><feTurbulence numOctaves="99"/>'.repeat(300)}</filter>${rect('filter="url(#f)"').repeat(200)}`,
  ),
  "drawings in drawings": svgOf(
    `${'<svg viewBox="0 0 1 1">'.repeat(25)}${rect("").repeat(1_000)}${"</svg>".repeat(25)}`,
  ),
  "a circle of copies": svgOf('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
  "a copy of all": `<svg ${SVG} id="all"><use href="#all"/><path d="M0 0h9"/></svg>`,
  "a circle of colours": svgOf(
    `<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/>${rect('fill="url(#a)"')}`,
  ),
  "colours of colours": nested(
    (n) => `<linearGradient id="l${n}" href="#l${n + 1}"/>`,
    `<linearGradient id="l20">${'<stop offset=".5"/>'.repeat(1_000)}</linearGradient>${rect('fill="url(#l0)"').repeat(500)}`,
  ),
  "a long path copied often": many(`<path id="p" d="${LONG}"/>`, '<use href="#p"/>'),
  "a long clip asked for often": many(
    `<clipPath id="c"><path d="${LONG}"/></clipPath>`,
    '<g clip-path="url(#c)"><path d="M0 0h9"/></g>',
  ),
  "a colour of many stops, inherited": many(
    `<linearGradient id="l">${'<stop offset=".5"/>'.repeat(1_000)}</linearGradient><g fill="url(#l)">`,
    '<path d="M0 0h9"/>',
  ).replace("</svg>", "</g></svg>"),
  "a million dashes a line": svgOf('<path d="M0 0h9e9" stroke="red" stroke-dasharray=".00001"/>'.repeat(500)),
  "numbers without end": svgOf('<path d="M-9e300 -9e300q9e300 1 9e300 9e300" stroke-width="9e300"/>'.repeat(300)),
  "text along a path": svgOf(
    `<path id="p" d="${LONG}"/>${`<text><textPath href="#p">${"x".repeat(100)}</textPath></text>`.repeat(150)}`,
  ),
  "variables of variables": svgOf(
    `<style>:root{--a0:1px}${LEVELS.map((n) => `.v{--a${n + 1}:${`var(--a${n}) `.repeat(9)}}`).join("")}</style>`,
  ),
  "things that move": svgOf(rect('id="r"') + '<animate href="#r" attributeName="x" dur="1ms" to="9"/>'.repeat(500)),
};

/** Files that cost a reader stack or time before anything is drawn. */
export const COSTLY_TO_READ: Record<string, string> = {
  "nested without end": svgOf("<g>".repeat(9_000) + "</g>".repeat(9_000)),
  "nested behind comments": svgOf("<g><!--</g>-->".repeat(3_000) + "</g>".repeat(3_000)),
  "nested behind attributes": svgOf(`${'<g a="/>">'.repeat(3_000)}${"</g>".repeat(3_000)}`),
  "nested under other names": svgOf("<_a>".repeat(6_000) + "</_a>".repeat(6_000)),
  "many elements": svgOf("<g/>".repeat(15_000)),
  "many attributes": svgOf(`<g ${Array.from({ length: 8_000 }, (_, n) => `a${n}=""`).join(" ")}/>`),
  "tags that never end": "<a".repeat(32_000),
  "comments that never end": "<!--".repeat(16_000),
  "sections that never end": svgOf("<![CDATA[".repeat(7_000)),
  "attributes that never end": svgOf(`<g a="${"<g a=".repeat(10_000)}`),
  "style comments that never end": svgOf(`<style>${"/*".repeat(30_000)}</style>`),
  "blocks that never end": svgOf(`<style>${"a{".repeat(30_000)}</style>`),
  "one class many times": svgOf(
    `<style>${".a{fill:red;stroke:red}".repeat(1_000)}</style>${'<path class="a a a a" d="M0 0"/>'.repeat(1_000)}`,
  ),
  "a long word in every element": svgOf(
    `<style>.a{font-family:${"x".repeat(190)}}</style>${'<g class="a"/>'.repeat(1_900)}`,
  ),
  "spaces without end": svgOf(`<path transform="${`translate(1)${" ".repeat(50)}`.repeat(900)}!"/>`),
};
