import { PasscodeForm } from "./passcode-form.tsx";
import { formState, formWords, type StepProps } from "./step-props.ts";
import { WaysOut } from "./ways-out.tsx";

/** Step 1: who is it? */
export function IdentifyStep({ seen, institution, locale, words, actions }: StepProps<"identify">) {
  const name = { institution: institution.name };
  const { renewed } = seen;
  return (
    <>
      <PasscodeForm
        action={actions.submit}
        initial={formState(seen.answer)}
        lead={
          renewed ? (
            <p className="mb-3">
              {words("identify.reauth")} <strong>{`${renewed.name} •••• ${renewed.lastFour}`}</strong>
            </p>
          ) : (
            seen.watched && <p className="mb-3">{words("identify.approve", name)}</p>
          )
        }
        callToAction={institution.callToAction[locale] ?? institution.callToAction.en ?? null}
        words={{
          ...formWords(words),
          title: words("identify.title"),
          connectionId: words("identify.connectionId"),
          connectionIdHint: words("identify.connectionIdHint", name),
          passcode: words("identify.passcode"),
          passcodeHint: words("identify.passcodeHint"),
          again: seen.again ? words("identify.again") : null,
        }}
      />
      {actions.watch}
      <WaysOut words={words} cancel={actions.cancel} />
    </>
  );
}
