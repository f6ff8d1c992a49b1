import type { Locale } from "../institution/institution.ts";
import { change } from "./change.ts";
import type { OpenedJourney } from "./journey.ts";
import type { JourneyNeeds } from "./ports.ts";

/** Remembers the language a person asked for, with the journey: no cookie could. */
export async function chooseLocale(
  needs: Pick<JourneyNeeds, "journeys" | "clock">,
  journey: OpenedJourney,
  locale: Locale,
) {
  if (journey.locale === locale) return;
  await change(
    needs,
    journey,
    { type: "locale-chosen", locale },
    { type: "locale-chosen", actor: "user", detail: { locale } },
  );
}
