import { remain, stay } from "#components/connect/inert.ts";
import { JourneyPage } from "#components/connect/journey-page.tsx";
import type { PageActions } from "#components/connect/step-props.ts";
import type { SeenPage } from "#lib/journey/seen-page.ts";
import { isAnswer, services } from "#lib/services.ts";
import { consentWords } from "#lib/web/consent.ts";
import type { PageContext } from "#lib/web/journey-page.ts";
import { cancel, switchLocale } from "./actions.ts";

type Without<T> = T extends unknown ? Omit<T, "supportCode" | "secondsLeft"> : never;

type Props = { token: string; context: PageContext; seen: Without<SeenPage> } & Partial<
  Omit<PageActions, "cancel" | "switchLocale">
>;

/** Shows a page of a journey to its user, and keeps what was shown, masked as it is, for whoever helps them. */
export async function Seen({ token, context, seen: page, ...actions }: Props) {
  const { journey, institution, locale, words, now, open } = context;
  const seconds = Math.max(0, Math.floor((journey.expiresAt.getTime() - now.getTime()) / 1000));
  const seen = { ...page, supportCode: journey.supportCode, secondsLeft: open ? seconds : null } as SeenPage;
  // Without script a form's answer is this page once more; the form has written it down, with what it answered.
  if (!isAnswer()) await services().seenPages.add(journey.id, { locale, brandVersion: institution.brandVersion, seen });
  return (
    <JourneyPage
      seen={seen}
      institution={institution}
      locale={locale}
      words={words}
      consent={seen.page === "review" ? consentWords(institution, seen.accounts.length, locale) : []}
      actions={{
        submit: stay,
        confirm: remain,
        retry: remain,
        back: null,
        again: null,
        home: null,
        ...actions,
        cancel: cancel.bind(null, token),
        switchLocale: switchLocale.bind(null, token),
      }}
    />
  );
}
