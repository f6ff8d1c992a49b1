import type { Institution } from "../institution/institution.ts";

/** The institution's accent as the stylesheet that every page of its journeys loads. */
export function themeOf({ accent }: Pick<Institution, "accent">) {
  const rule = (colour: string) => `:root{--accent:${colour};--on-accent:${readableOn(colour)}}`;
  return `${rule(accent.light)}@media (prefers-color-scheme:dark){${rule(accent.dark)}}`;
}

/** Near-black or white, whichever stands out more against a colour written #rrggbb. */
function readableOn(colour: string) {
  const light = luminance(colour);
  const onWhite = 1.05 / (light + 0.05);
  const onBlack = (light + 0.05) / (luminance("#10151b") + 0.05);
  return onWhite >= onBlack ? "#ffffff" : "#10151b";
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(colour: string) {
  const channel = (index: number) => {
    const value = Number.parseInt(colour.slice(1 + 2 * index, 3 + 2 * index), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(0) + 0.7152 * channel(1) + 0.0722 * channel(2);
}
