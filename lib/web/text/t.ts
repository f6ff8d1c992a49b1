import { createTranslator } from "next-intl";
import en from "../../../messages/en.json" with { type: "json" };
import fr from "../../../messages/fr.json" with { type: "json" };
import { LOCALES, type Locale } from "../../institution/institution.ts";

export type Messages = typeof en;

const translatorFor = (locale: Locale, messages: Messages) => createTranslator({ locale, messages, timeZone: "UTC" });

// Made once: a translator keeps the messages it has parsed.
const translators = { en: translatorFor("en", en), fr: translatorFor("fr", fr) };

export type Translate = (typeof translators)["en"];

/** All words of a language, by their place in `messages/`. */
export const translatorIn = (locale: Locale): Translate => translators[locale];

/** The language that `?locale` asks for; null when it asks for none that we have. */
export function localeAskedFor(value: string | string[] | undefined | null): Locale | null {
  const asked = (Array.isArray(value) ? value[0] : value)?.toLowerCase().slice(0, 2);
  return LOCALES.find((locale) => locale === asked) ?? null;
}

/** The best of our languages for an Accept-Language header; English when it names none. */
export function localeAccepted(header: string | null): Locale {
  const ranked = (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const q = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
      return { locale: localeAskedFor(tag), quality: q === undefined ? 1 : Number(q) };
    })
    .filter((entry) => entry.locale !== null && entry.quality > 0);
  ranked.sort((a, b) => b.quality - a.quality);
  return ranked[0]?.locale ?? "en";
}

export const otherLocale = (locale: Locale): Locale => (locale === "en" ? "fr" : "en");
