import type { SageChoiceGroup } from "#lib/connection/sage-products.ts";
import type { Translate } from "#lib/web/text/t.ts";

type Props = { t: Translate; locale: string; groups: readonly SageChoiceGroup[]; chosen: string | null };

/** The Sage products by country, as the native list that every device knows. The form around it sends `product`. */
export function SageProductSelect({ t, locale, groups, chosen }: Props) {
  const countries = new Intl.DisplayNames([locale], { type: "region" });
  const labelled = groups.map(({ of, choices }) => {
    const everywhere = of === "allCountries" || of === "otherProducts";
    return { of, choices, everywhere, label: everywhere ? t(`steps.${of}`) : (countries.of(of) ?? of) };
  });
  const sorted = [
    ...labelled.filter(({ of }) => of === "allCountries"),
    ...labelled.filter(({ everywhere }) => !everywhere).sort((a, b) => a.label.localeCompare(b.label, locale)),
    ...labelled.filter(({ of }) => of === "otherProducts"),
  ];
  return (
    <div>
      <label htmlFor="product" className="block font-semibold">
        {t("steps.product")}
      </label>
      <select
        id="product"
        name="product"
        defaultValue={chosen ?? ""}
        className="mt-1 block min-h-11 w-full max-w-sm rounded-md border-2 border-edge bg-page px-3 text-ink"
      >
        <option value="">{t("steps.choose")}</option>
        {sorted.map(({ of, label, choices, everywhere }) => (
          <optgroup key={of} label={label}>
            {choices.map(({ value, name }) => (
              <option key={value} value={value}>
                {everywhere ? name : `${name} (${label})`}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}
