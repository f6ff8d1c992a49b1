import { clampChroma, formatHex, type Oklch, oklch, wcagContrast } from "culori";

export const THEMES = ["light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** The colours of the pages (app/globals.css). */
export const PAGE: Record<Theme, string> = { light: "#ffffff", dark: "#14171a" };
const TEXT_RATIO = 4.5;
const SHAPE_RATIO = 3;

export type ContrastCheck = {
  theme: Theme;
  /** The button's words on the accent; the accent as button, focus ring and chosen account on the page. */
  of: "button-text" | "accent-on-page";
  foreground: string;
  background: string;
  ratio: number;
  needed: number;
  passes: boolean;
};

/** White or black, whichever stands out more against a colour; one of them always reaches 4.5 : 1. */
export const readableOn = (colour: string) =>
  wcagContrast("#ffffff", colour) >= wcagContrast("#000000", colour) ? "#ffffff" : "#000000";

/** Each accent measured against everything that it sits on (WCAG 2.2, 1.4.3 and 1.4.11). */
export function checkAccent(theme: Theme, accent: string): ContrastCheck[] {
  const judge = (of: ContrastCheck["of"], foreground: string, background: string, needed: number) => {
    const ratio = wcagContrast(foreground, background);
    return { theme, of, foreground, background, ratio: Math.floor(ratio * 100) / 100, needed, passes: ratio >= needed };
  };
  return [
    judge("button-text", readableOn(accent), accent, TEXT_RATIO),
    judge("accent-on-page", accent, PAGE[theme], SHAPE_RATIO),
  ];
}

/** The nearest colour of the same hue that passes every check; the very colour when it does itself. */
export function repairAccent(theme: Theme, accent: string): string {
  const passes = (colour: string) => checkAccent(theme, colour).every((check) => check.passes);
  if (passes(accent)) return accent;
  const own = oklch(accent) as Oklch;
  // Lightness moves away from the page's: a light page wants it darker, a dark one lighter.
  const direction = theme === "light" ? -1 : 1;
  for (let step = 1; step <= 250; step++) {
    const l = own.l + (direction * step) / 250;
    if (l < 0 || l > 1) break;
    const colour = formatHex(clampChroma({ ...own, l }, "oklch"));
    if (passes(colour)) return colour;
  }
  return theme === "light" ? "#000000" : "#ffffff";
}
