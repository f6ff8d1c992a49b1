import type { Institution } from "../institution/institution.ts";

/** The institution's accent as the stylesheet that every page of its journeys loads. */
export function themeOf({ accent }: Pick<Institution, "accent">) {
  const rule = (colour: string) => `:root{--accent:${colour};--on-accent:${readableOn(colour)}}`;
  return `${rule(accent.light)}@media (prefers-color-scheme:dark){${rule(accent.dark)}}`;
}

/** White or black, whichever stands out more against a colour written #rrggbb; one of them always reaches 4.5 : 1. */
function readableOn(colour: string) {
  const light = luminance(colour);
  return 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 ? "#ffffff" : "#000000";
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(colour: string) {
  const channel = (index: number) => {
    const value = Number.parseInt(colour.slice(1 + 2 * index, 3 + 2 * index), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(0) + 0.7152 * channel(1) + 0.0722 * channel(2);
}
