import fc from "fast-check";
import { expect, test } from "vitest";
import { localeAccepted, localeAskedFor, otherLocale, translatorIn } from "./t.ts";

test.each([
  ["en", "en"],
  ["fr", "fr"],
  ["FR", "fr"],
  ["fr-CA", "fr"],
  ["en_GB", "en"],
  ["de", null],
  ["", null],
  [undefined, null],
  [null, null],
  [["fr", "en"], "fr"],
  [[], null],
  ["../fr", null],
] as const)("?locale=%j asks for %j", (value, locale) => {
  expect(localeAskedFor(value as string)).toBe(locale);
});

test.each([
  [null, "en"],
  ["", "en"],
  ["*", "en"],
  ["de", "en"],
  ["fr", "fr"],
  ["fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", "fr"],
  ["en-GB,en;q=0.9,fr;q=0.8", "en"],
  ["de, en;q=0.2, fr;q=0.3", "fr"],
  ["en;q=0.5, fr;q=0.5", "en"],
  ["fr;q=0.5, en;q=0.5", "fr"],
  ["fr;q=0, en;q=0.1", "en"],
  ["fr;q=0", "en"],
  ["fr ; q=0.4 , en ; q=0.6", "en"],
  ["fr;q=1.2.3, en;q=0.1", "en"],
  [";;,,;q=", "en"],
] as const)("for Accept-Language %j the pages are in %s", (header, locale) => {
  expect(localeAccepted(header)).toBe(locale);
});

test("no header, however odd, is beyond us", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^([a-z*-]{0,6}(;q=[\d.]{0,4})?,? ?){0,6}$/)),
      (text) => {
        expect(["en", "fr"]).toContain(localeAccepted(text));
        expect(["en", "fr", null]).toContain(localeAskedFor(text));
      },
    ),
  );
});

test("the switch on a page offers the other language, in its own words", () => {
  expect(translatorIn("en")("frame.switchLanguage")).toBe("Français");
  expect(translatorIn("fr")("frame.switchLanguage")).toBe("English");
  expect([otherLocale("en"), otherLocale("fr")]).toEqual(["fr", "en"]);
});
