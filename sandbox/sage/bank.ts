import type { Setup } from "../setup.ts";

type SetupBank = Setup["banks"][number];

export interface Bank extends SetupBank {
  /** A bank made by bank sync waits for somebody at Sage to switch it on. */
  enabled: boolean;
}

export const bankFromSetup = (bank: SetupBank): Bank => ({ ...bank, bankId: bank.bankId.toLowerCase(), enabled: true });

const countries: Record<string, { iso3: string; currency: string }> = {
  AU: { iso3: "AUS", currency: "AUD" },
  CA: { iso3: "CAN", currency: "CAD" },
  ES: { iso3: "ESP", currency: "EUR" },
  FR: { iso3: "FRA", currency: "EUR" },
  GB: { iso3: "GBR", currency: "GBP" },
  IE: { iso3: "IRL", currency: "EUR" },
  US: { iso3: "USA", currency: "USD" },
  ZA: { iso3: "ZAF", currency: "ZAR" },
};

/** The bank's country in both spellings, and the currency of an account that names none. */
export function countryOf({ countryCode }: Pick<Bank, "countryCode">) {
  const code = countryCode.toUpperCase();
  const iso2 = code.length === 2 ? code : (Object.keys(countries).find((key) => countries[key]?.iso3 === code) ?? "GB");
  return { iso2, iso3: countries[iso2]?.iso3 ?? code, currency: countries[iso2]?.currency ?? "EUR" };
}
