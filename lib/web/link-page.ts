import { headers } from "next/headers";
import { cache } from "react";
import type { Institution, Locale } from "../institution/institution.ts";
import { hashLink, looksLikeViewSecret } from "../link/link-token.ts";
import type { LinkView } from "../link/ports.ts";
import { type LinkUse, linkUse, services } from "../services.ts";
import { VIEW_HEADER } from "./link-door.ts";
import { localeAccepted, type Words, wordsIn } from "./words.ts";

export type LinkContext = {
  secret: string;
  view: LinkView;
  institution: Institution;
  locale: Locale;
  words: Words;
  use: LinkUse;
};

/** The view behind a secret; null for any other text and once its time is over. */
export const viewBehind = async (secret: unknown): Promise<LinkView | null> =>
  typeof secret === "string" && looksLikeViewSecret(secret) ? services().links.view(hashLink(secret)) : null;

/**
 * What a link page is shown from: the view that its opening was exchanged for, or that its form has brought. Null for a page
 * that has been open too long.
 */
export const linkContext = cache(async (): Promise<LinkContext | null> => {
  const secret = linkUse()?.view ?? (await headers()).get(VIEW_HEADER) ?? "";
  const view = await viewBehind(secret);
  const institution = view && (await services().institutions.institution(view.institutionId));
  if (!view || !institution) return null;
  const locale = view.locale ?? (await acceptedLocale());
  return { secret, view, institution, locale, words: wordsIn(locale), use: linkUse() ?? { view: secret } };
});

export const acceptedLocale = async () => localeAccepted((await headers()).get("accept-language"));
