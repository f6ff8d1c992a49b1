import { expect, test } from "vitest";
import { LOGO_BOMBS, svgOf } from "../../test/hostile-logos.ts";
import type { Logo } from "../institution/institution.ts";
import { shownLogo } from "./shown-logo.ts";

const stored = (text: string): Logo => ({ contentType: "image/svg+xml", bytes: Buffer.from(text) });
const shown = async (text: string) => {
  const logo = await shownLogo(stored(text));
  return logo && Buffer.from(logo.bytes).toString();
};

test("a logo stored under older rules is served as today's leave it, and not at all when they refuse it", async () => {
  const masked = LOGO_BOMBS["masks of masked masks"] ?? "";
  expect(await shown(masked)).not.toContain("mask");
  expect(await shown(masked)).toContain("<rect");
  expect(await shown(LOGO_BOMBS["copies of copies"] ?? "")).toBeNull();
  const twoHeaders = Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1");
  expect(await shownLogo({ contentType: "image/png", bytes: twoHeaders })).toBeNull();
});

test("a logo is validated once, however often it is asked for, and few are remembered", async () => {
  const first = shownLogo(stored(svgOf("<title>0</title>")));
  expect(shownLogo(stored(svgOf("<title>0</title>")))).toBe(first);
  for (let n = 1; n <= 100; n++) await shownLogo(stored(svgOf(`<title>${n}</title>`)));
  expect(shownLogo(stored(svgOf("<title>0</title>")))).not.toBe(first);
});
