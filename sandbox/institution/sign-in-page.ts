import { html } from "hono/html";
import { z } from "zod";
import { type Markup, page } from "../product/page.ts";
import type { Locale } from "../sage/locale.ts";
import type { InstitutionApp } from "../setup.ts";
import { institutionWords } from "./words.ts";

/** The parameters of a user who has to sign in; the return URL must be Sage's or the feed service's. */
export const Handed = z.object({ authorizationId: z.guid(), redirectUri: z.url(), bankId: z.guid() });
type Handed = z.output<typeof Handed>;

interface SignInPageProps {
  locale: Locale;
  app: InstitutionApp | undefined;
  /** The parameters that came with the user; null when they made no sense. */
  handed: Handed | null;
  /** The feed service's answer when it did not accept. */
  refused: number | string | null;
}

/** Where the institution recognises its customer, inside Sage's frame, and asks whether to share the accounts. */
export function signInPage({ locale, app, handed, refused }: SignInPageProps): Markup {
  const words = institutionWords(locale);
  const { signIn } = words;
  return page({
    locale,
    title: signIn.title(app?.name ?? "–"),
    body: handed
      ? html`<h1>${signIn.title(app?.name ?? "–")}</h1>
${refused === null ? "" : html`<p class="problem" role="alert">${signIn.refused} ${words.because(refused)}</p>`}
<p>${signIn.lead}</p>
<form method="post" action="/institution/sign-in?locale=${locale}" class="actions">
${Object.entries(handed).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button class="primary" name="answer" value="yes">${signIn.yes}</button>
<button name="answer" value="no">${signIn.no}</button>
</form>`
      : html`<h1>${signIn.title(app?.name ?? "–")}</h1><p class="problem" role="alert">${signIn.astray}</p>`,
  });
}
