import { JourneyFrame } from "#components/connect/journey-frame.tsx";
import { PasscodeForm } from "#components/connect/passcode-form.tsx";
import { WaysOut } from "#components/connect/ways-out.tsx";
import { masked } from "#lib/connection/mask.ts";
import { stepsOf } from "#lib/journey/page-for.ts";
import { services } from "#lib/services.ts";
import { untouched } from "#lib/web/form-action.ts";
import { formWords } from "#lib/web/form-words.ts";
import { journeyAt, type Search } from "#lib/web/journey-page.ts";
import { otherLocale } from "#lib/web/words.ts";
import { cancel } from "../actions.ts";
import { submitPasscode } from "./actions.ts";

/** Step 1: who is it? */
export default async function IdentifyPage({
  params,
  searchParams,
}: {
  params: Promise<{ token: string }>;
  searchParams: Search;
}) {
  const { token } = await params;
  const { journey, institution, locale, words, now, open } = await journeyAt("identify", token, searchParams);
  const name = { institution: institution.name };
  const other = otherLocale(locale);
  const [renewed] = journey.kind === "reauth" ? journey.accountIds : [];
  const account = renewed ? await services().connections.accountById(renewed) : null;
  return (
    <JourneyFrame
      {...{ journey, institution, locale, words, now, open }}
      otherLocale={other}
      step={{ number: 1, of: stepsOf(journey, institution) }}
    >
      <PasscodeForm
        action={submitPasscode.bind(null, token)}
        initial={untouched}
        lead={
          account && (
            <p className="mb-3">
              {words("identify.reauth")} <strong>{`${account.name} ${masked(account.lastFour)}`}</strong>
            </p>
          )
        }
        callToAction={institution.callToAction[locale] ?? institution.callToAction.en ?? null}
        words={{
          ...formWords(words, words("frame.continue")),
          title: words("identify.title"),
          connectionId: words("identify.connectionId"),
          connectionIdHint: words("identify.connectionIdHint", name),
          passcode: words("identify.passcode"),
          passcodeHint: words("identify.passcodeHint"),
          again: journey.state === "opened" ? null : words("identify.again"),
        }}
      />
      <WaysOut words={words} cancel={cancel.bind(null, token)} />
    </JourneyFrame>
  );
}
