import fc from "fast-check";
import { expect, test } from "vitest";
import { themeOf } from "./theme.ts";

const channel = fc.integer({ min: 0, max: 255 });
const colour = fc
  .tuple(channel, channel, channel)
  .map((rgb) => `#${rgb.map((value) => value.toString(16).padStart(2, "0")).join("")}`);

/** Contrast as WCAG 2.2 counts it. */
function contrast(one: string, other: string) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string) {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const PAGE = { light: "#ffffff", dark: "#14171a" };

test("whatever accent an institution has, its button can be read and seen on the page, by day and by night", () => {
  fc.assert(
    fc.property(colour, colour, (light, dark) => {
      const css = themeOf({ accent: { light, dark } });
      const pairs = [...css.matchAll(/--accent:(#[0-9a-f]{6});--on-accent:(#[0-9a-f]{6})/g)];
      expect(pairs).toHaveLength(2);
      const themes = [
        { asked: light, page: PAGE.light, pair: pairs[0] },
        { asked: dark, page: PAGE.dark, pair: pairs[1] },
      ];
      for (const { asked, page, pair: [, accent = "", words = ""] = [] } of themes) {
        expect(contrast(accent, words)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(accent, page)).toBeGreaterThanOrEqual(3);
        if (contrast(asked, page) >= 3) expect(accent).toBe(asked);
      }
    }),
    { numRuns: 1_000 },
  );
});
