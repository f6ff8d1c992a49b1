"use server";

import { linkAccounts } from "#lib/journey/link-accounts.ts";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { numberOf } from "#lib/web/http/form-values.ts";
import { consentTo } from "#lib/web/journey/consent.ts";
import { contextOf } from "#lib/web/journey/form-action.ts";
import { localeOf } from "#lib/web/journey/journey-page.ts";
import { moveOn } from "#lib/web/journey/move-on.ts";

/**
 * Confirms what the page showed and leaves for Sage; when Sage cannot be reached the outcome page says so.
 * `shownVersion` is the journey's version on that page. A user who chose otherwise in another window sees the page
 * again.
 */
export async function confirm(token: string, shownVersion: number) {
  const visit = await contextOf("review", token);
  const institution = await services().institutions.institution(visit.journey.institutionId);
  const consent = consentTo({ name: institution?.name ?? "" }, visit.journey.accountIds.length, await localeOf(visit));
  const linked = await linkAccounts(services(), visit.journey, consent, numberOf(shownVersion));
  if (linked.ok) moveOn(linked.value);
  moveOn(linked.problem === "changed" ? `${paths.connect.review(token)}?changed` : paths.connect.outcome(token));
}
