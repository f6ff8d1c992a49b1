import { headers } from "next/headers";
import { cache } from "react";
import type { Institution, Locale } from "../../institution/institution.ts";
import type { LinkView } from "../../link/ports.ts";
import { type LinkUse, linkUse, services, unknownForm } from "../../services.ts";
import { localeAccepted, type Translate, translatorIn } from "../text/t.ts";
import { applyLinkForm, viewBehind } from "./apply-link-form.ts";
import { VIEW_HEADER } from "./link-door.ts";

export type LinkContext = {
  secret: string;
  view: LinkView;
  institution: Institution;
  locale: Locale;
  t: Translate;
  use: LinkUse;
};

/**
 * The view behind a link page: the one that its opening was exchanged for, or that its form has brought. Null for a page
 * that has been open too long.
 */
export const linkContext = cache(async (): Promise<LinkContext | null> => {
  // The page has one form, whose fields say what they are for. A page of any release may send it.
  const sent = unknownForm();
  if (sent) await applyLinkForm(sent);
  const secret = linkUse()?.view ?? (await headers()).get(VIEW_HEADER) ?? "";
  const view = await viewBehind(secret);
  const institution = view && (await services().institutions.institution(view.institutionId));
  if (!view || !institution) return null;
  const locale = view.locale ?? (await acceptedLocale());
  return { secret, view, institution, locale, t: translatorIn(locale), use: linkUse() ?? { view: secret } };
});

export const acceptedLocale = async () => localeAccepted((await headers()).get("accept-language"));
