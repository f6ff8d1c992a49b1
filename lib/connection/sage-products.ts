/** The Sage products that have Connect Bank, with the countries that Sage lists for each. */
export const SAGE_PRODUCTS = {
  accounting: { name: "Sage Accounting", countries: ["AE", "AU", "CA", "GB", "IE", "MY", "US", "ZA"] },
  intacct: { name: "Sage Intacct", countries: "all" },
  sage50: { name: "Sage 50", countries: ["CA", "ES", "GB", "IE", "MY", "US", "ZA"] },
  sage100: { name: "Sage 100", countries: ["US"] },
  contractor: { name: "Sage 100 Contractor", countries: ["CA", "US"] },
  sage200: { name: "Sage 200", countries: ["ES", "GB", "IE"] },
  sage300: { name: "Sage 300", countries: "all" },
  active: { name: "Sage Active", countries: "unlisted" },
  evolution: { name: "Sage Evolution", countries: ["ZA"] },
} as const;

export type SageProduct = keyof typeof SAGE_PRODUCTS;
type Listed = Exclude<(typeof SAGE_PRODUCTS)[SageProduct]["countries"], string>;
export type SageCountry = Listed[number];

/** A product where it is sold: menus differ by country. */
export type SageChoice = { product: SageProduct; country: SageCountry | null };
export type SageChoiceGroup = {
  of: SageCountry | "allCountries" | "otherProducts";
  choices: readonly { value: string; name: string }[];
};

const products = Object.keys(SAGE_PRODUCTS) as SageProduct[];

/** One choice as a form sends it: `accounting-gb`, `intacct`. */
export const choiceValue = ({ product, country }: SageChoice) =>
  [product, country?.toLowerCase()].filter(Boolean).join("-");

const choices: readonly SageChoice[] = products.flatMap((product): SageChoice[] => {
  const { countries } = SAGE_PRODUCTS[product];
  return typeof countries === "string"
    ? [{ product, country: null }]
    : countries.map((country) => ({ product, country }));
});

/** The choice that a form sent; null when there is none like it. */
export const sageChoice = (value: string | null | undefined): SageChoice | null =>
  choices.find((choice) => choiceValue(choice) === value) ?? null;

const groupOf = ({ product, country }: SageChoice): SageChoiceGroup["of"] =>
  country ?? (SAGE_PRODUCTS[product].countries === "all" ? "allCountries" : "otherProducts");

/** All choices by country, in the order of a person's search: products sold everywhere first, the rest last. */
export const sageChoiceGroups: readonly SageChoiceGroup[] = [
  "allCountries" as const,
  ...new Set(choices.flatMap(({ country }) => country ?? []).sort()),
  "otherProducts" as const,
].map((of) => ({
  of,
  choices: choices
    .filter((choice) => groupOf(choice) === of)
    .map((choice) => ({ value: choiceValue(choice), name: SAGE_PRODUCTS[choice.product].name })),
}));
