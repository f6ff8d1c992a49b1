import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import type { Institution, Locale } from "../../institution/institution.ts";
import { chooseLocale } from "../../journey/choose-locale.ts";
import { findJourney, type Visit } from "../../journey/find-journey.ts";
import { isOpen } from "../../journey/journey.ts";
import { type PageName, pagesFor } from "../../journey/page-for.ts";
import { paths } from "../../paths.ts";
import { services } from "../../services.ts";
import { localeAccepted, localeAskedFor, type Translate, translatorIn } from "../text/t.ts";

export type Search = Promise<Record<string, string | string[] | undefined>>;

export type PageContext = Visit & {
  institution: Institution;
  locale: Locale;
  t: Translate;
  now: Date;
  open: boolean;
};

/** Layout and page of one request share one look at the store. */
export const visitOf = cache((token: string) => findJourney(services(), token));

/** The language of a request: the one that the journey's user chose, else the browser's preference. */
export const localeOf = cache(async (visit: Visit | null): Promise<Locale> => {
  return visit?.journey.locale ?? localeAccepted((await headers()).get("accept-language"));
});

/**
 * Loads a journey's page, or redirects to the page that fits. An unknown token is a 404, another step redirects.
 * `?locale` is kept with the journey and taken off the address.
 */
export async function journeyAt(page: PageName, token: string, search: Search): Promise<PageContext> {
  const [visit, query] = await Promise.all([visitOf(token), search]);
  if (!visit) throw new Error("the front door let in a journey that is not there");
  const asked = localeAskedFor(query.locale);
  if (asked && asked !== visit.journey.locale) {
    await chooseLocale(services(), visit.journey, asked);
    redirect(paths.connect[page](token));
  }
  const fitting = pagesFor(visit.journey, visit.grant);
  if (!fitting.includes(page) && !isStartingOver(page, visit, query)) redirect(paths.connect[fitting[0]](token));
  const institution = await services().institutions.institution(visit.journey.institutionId);
  if (!institution) throw new Error("a journey without its institution");
  const locale = await localeOf(visit);
  return {
    ...visit,
    institution,
    locale,
    t: translatorIn(locale),
    now: services().clock(),
    open: isOpen(visit.journey.state),
  };
}

/** Back from the accounts leads to the first step on purpose: someone typed another company's id. */
const isStartingOver = (page: PageName, { journey }: Visit, query: { again?: string | string[] | undefined }) =>
  page === "identify" && query.again !== undefined && (journey.state === "identified" || journey.state === "chosen");
