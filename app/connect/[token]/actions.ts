"use server";

import { chooseLocale } from "#lib/journey/choose-locale.ts";
import { findJourney } from "#lib/journey/find-journey.ts";
import { leaveJourney } from "#lib/journey/leave-journey.ts";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { formOf, textOf } from "#lib/web/http/form-values.ts";
import { moveOn } from "#lib/web/journey/move-on.ts";
import { localeAskedFor } from "#lib/web/text/t.ts";

/** Ends the journey at the person's wish and goes home to Sage. */
export async function cancel(token: string) {
  const visit = await findJourney(services(), textOf(token));
  if (!visit) moveOn(paths.connect.journey("gone"));
  const left = await leaveJourney(services(), visit.journey);
  moveOn(left.ok ? left.value : paths.connect.outcome(textOf(token)));
}

/** The language switch of pages without a form. */
export async function switchLocale(token: string, data: FormData) {
  const visit = await findJourney(services(), textOf(token));
  const asked = localeAskedFor(String(formOf(data).get("intent") ?? "").replace(/^locale-/, ""));
  if (visit && asked) await chooseLocale(services(), visit.journey, asked);
  moveOn(paths.connect.journey(textOf(token)));
}
