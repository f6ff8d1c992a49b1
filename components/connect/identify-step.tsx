import { PasscodeForm } from "./passcode-form.tsx";
import { formState, formWords, type StepProps } from "./step-props.ts";
import { WaysOut } from "./ways-out.tsx";

/** Step 1: who is it? */
export function IdentifyStep({ seen, institution, locale, t, actions }: StepProps<"identify">) {
  const name = { institution: institution.name };
  const { renewed } = seen;
  return (
    <>
      <PasscodeForm
        action={actions.submit}
        state={formState(seen.answer, actions.isLive === true)}
        lead={
          renewed && (
            <p className="mb-3">
              {t("identify.reauth")} <strong>{`${renewed.name} •••• ${renewed.lastFour}`}</strong>
            </p>
          )
        }
        callToAction={institution.callToAction[locale] ?? institution.callToAction.en ?? null}
        words={{
          ...formWords(t),
          title: t("identify.title"),
          approve: seen.watched && !renewed ? t("identify.approve", name) : null,
          notBanking: t("identify.notBanking"),
          connectionId: t("identify.connectionId"),
          connectionIdHint: t("identify.connectionIdHint", name),
          passcode: t("identify.passcode"),
          passcodeHint: t("identify.passcodeHint"),
          again: seen.again ? t("identify.again") : null,
        }}
      />
      {actions.watch}
      <WaysOut t={t} cancel={actions.cancel} />
    </>
  );
}
