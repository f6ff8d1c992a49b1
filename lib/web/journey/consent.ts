import type { Institution, Locale } from "../../institution/institution.ts";
import type { Consent } from "../../journey/journey.ts";
import { translatorIn } from "../text/t.ts";

/** Changes with every change of the words below, in either language. */
const VERSION = "2026-12-01";

/** The sentences a person agrees to on the review page; the page shows these very strings, and these are stored. */
export function consentWords(institution: Pick<Institution, "name">, count: number, locale: Locale) {
  const t = translatorIn(locale);
  return [
    t("review.what", { institution: institution.name, count }),
    t("review.howLong", { institution: institution.name }),
  ];
}

/** The consent as it is kept with the journey. */
export function consentTo(institution: Pick<Institution, "name">, count: number, locale: Locale): Consent {
  return { version: VERSION, locale, text: consentWords(institution, count, locale).join("\n") };
}
