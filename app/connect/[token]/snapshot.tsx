import { remain } from "#components/connect/inert.ts";
import { JourneyPage } from "#components/connect/journey-page.tsx";
import type { PageActions } from "#components/connect/step-props.ts";
import { maskedValues, type PageSnapshot } from "#lib/journey/page-snapshot.ts";
import { type FormAnswer, formAnswer, services, unknownForm } from "#lib/services.ts";
import { consentWords } from "#lib/web/journey/consent.ts";
import { typedValues } from "#lib/web/journey/form-action.ts";
import type { PageContext } from "#lib/web/journey/journey-page.ts";
import { cancel, switchLocale } from "./actions.ts";

type Without<T> = T extends unknown ? Omit<T, "supportCode" | "secondsLeft"> : never;

type Props = { token: string; context: PageContext; seen: Without<PageSnapshot> } & Partial<
  Omit<PageActions, "cancel" | "switchLocale" | "isLive">
>;

/** A page with a form, shown again after an answer, wherever the form now stands in it. */
const answered = (page: PageSnapshot, answer: Omit<FormAnswer, "isKept"> | null): PageSnapshot =>
  answer && (page.page === "identify" || page.page === "account") ? { ...page, answer } : page;

const masked = (page: PageSnapshot): PageSnapshot =>
  "answer" in page && page.answer
    ? { ...page, answer: { problems: page.answer.problems, values: maskedValues(page.answer.values) } }
    : page;

/** Shows a page of a journey to its user. Keeps the page as it was shown, masked, for support. */
export async function Snapshot({ token, context, seen: page, ...actions }: Props) {
  const { journey, institution, locale, t, now, open } = context;
  const seconds = Math.max(0, Math.floor((journey.expiresAt.getTime() - now.getTime()) / 1000));
  const plain = { ...page, supportCode: journey.supportCode, secondsLeft: open ? seconds : null } as PageSnapshot;
  const [answer, sent] = [formAnswer(), unknownForm()];
  const seen = sent
    ? { ...answered(plain, { problems: [], values: typedValues(sent) }), notTaken: true }
    : answered(plain, answer);
  // This page again is its form's answer. The form may have kept the snapshot already, with the answer.
  if (!answer?.isKept)
    await services().pageSnapshots.add(journey.id, {
      locale,
      brandVersion: institution.brandVersion,
      seen: masked(seen),
    });
  return (
    <JourneyPage
      seen={seen}
      institution={institution}
      locale={locale}
      t={t}
      consent={seen.page === "review" ? consentWords(institution, seen.accounts.length, locale) : []}
      actions={{
        submit: remain,
        confirm: remain,
        retry: remain,
        back: null,
        again: null,
        home: null,
        ...actions,
        isLive: true,
        cancel: cancel.bind(null, token),
        switchLocale: switchLocale.bind(null, token),
      }}
    />
  );
}
