import { expect, test } from "vitest";
import en from "../../messages/en.json" with { type: "json" };
import { LOCALES } from "../institution/institution.ts";
import { translatorIn } from "../web/text/t.ts";
import { choiceValue, SAGE_PRODUCTS, sageChoice, sageChoiceGroups } from "./sage-products.ts";
import { sageSteps } from "./sage-steps.ts";

const values = sageChoiceGroups.flatMap(({ choices }) => choices.map(({ value }) => value));

test("every product is on offer, each choice once, and what a form sends names it again", () => {
  expect(new Set(values).size).toBe(values.length);
  const offered = new Set(values.map((value) => sageChoice(value)?.product));
  expect(offered).toEqual(new Set(Object.keys(SAGE_PRODUCTS)));
  for (const value of values) expect(choiceValue(sageChoice(value) ?? expect.fail(value))).toBe(value);
  for (const value of ["", null, undefined, "accounting", "accounting-fr", "ACCOUNTING-GB", "intacct-us", "toString"])
    expect(sageChoice(value)).toBeNull();
});

test("every country exists, under a name in both languages", () => {
  for (const locale of LOCALES) {
    const names = new Intl.DisplayNames([locale], { type: "region", fallback: "none" });
    for (const { of } of sageChoiceGroups)
      if (of !== "allCountries" && of !== "otherProducts") expect(names.of(of), of).toMatch(/^\p{L}/u);
  }
});

test("products that are sold everywhere come first, those of no listed country last", () => {
  const groups = sageChoiceGroups.map(({ of }) => of);
  expect([groups.at(0), groups.at(-1)]).toEqual(["allCountries", "otherProducts"]);
  expect(sageChoiceGroups.at(0)?.choices.map(({ name }) => name)).toEqual(["Sage Intacct", "Sage 300"]);
  expect(sageChoiceGroups.at(-1)?.choices.map(({ name }) => name)).toEqual(["Sage Active"]);
});

/** Each sentence of the steps, by its place in `messages/`. */
function placesOf(value: string) {
  const { wayIn, confirm, expect: after } = sageSteps(sageChoice(value) ?? expect.fail(value));
  return [
    ...wayIn.map((way) => `steps.wayIn.${way}` as const),
    `steps.${confirm}` as const,
    ...after.map((each) => `steps.expect.${each}` as const),
  ];
}

test.each(LOCALES)("every step of every product has its words (%s), and none is written twice", (locale) => {
  const words = translatorIn(locale);
  for (const value of values) {
    const places = placesOf(value);
    for (const place of places) expect(words.has(place), place).toBe(true);
    const texts = places.map((place) => words(place));
    expect(new Set(texts).size, value).toBe(texts.length);
  }
});

test("no sentence is written that no product says", () => {
  const said = new Set<string>(values.flatMap(placesOf));
  const { wayIn, expect: after } = en.steps;
  for (const way of Object.keys(wayIn)) expect(said).toContain(`steps.wayIn.${way}`);
  for (const each of Object.keys(after)) expect(said).toContain(`steps.expect.${each}`);
});

test("in Intacct one confirms and adds accounts later; elsewhere each account takes a new one-time password", () => {
  for (const value of values) {
    const { product, confirm, expect: after, expectConnected } = sageSteps(sageChoice(value) ?? expect.fail(value));
    const intacct = product === "Sage Intacct";
    expect(confirm, value).toBe(intacct ? "confirm" : "confirmIfAsked");
    expect(after.includes("oneByOne"), value).toBe(!intacct);
    expect(after, value).toContain("pending");
    expect(after, value).toContain("startDate");
    const troubles: readonly string[] = after.filter((each) => !expectConnected.includes(each));
    expect(troubles, value).toEqual(intacct ? ["halfway", "noTab"] : []);
  }
});
