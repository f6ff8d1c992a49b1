import { SubmitButton } from "../ui/submit-button.tsx";
import { PageTitle } from "./page-title.tsx";
import type { StepProps } from "./step-props.ts";

const BUTTON =
  "mt-4 inline-flex min-h-12 w-full items-center justify-center rounded-md bg-accent px-6 font-semibold text-on-accent sm:w-auto";

/** Where a journey that is over, or in Sage's hands, shows what became of it; with the way home. */
export function OutcomePage({ seen, institution, t, actions }: StepProps<"outcome">) {
  const { outcome, mayRetry } = seen;
  return (
    <>
      <PageTitle>{t(`outcome.${outcome}.title`)}</PageTitle>
      <p role="status">
        {outcome === "unreachable" && !mayRetry
          ? t("outcome.unreachable.elsewhere")
          : t(`outcome.${outcome}.body`, { institution: institution.name })}
      </p>
      {outcome === "expired" && <p className="mt-2">{t("outcome.expired.again")}</p>}
      {mayRetry && (
        <form action={actions.retry} className="mt-4">
          <SubmitButton working={t("frame.working")}>{t("outcome.unreachable.retry")}</SubmitButton>
        </form>
      )}
      {outcome === "linking" ? (
        <a href={actions.again ?? undefined} className={BUTTON}>
          {t("outcome.linking.look")}
        </a>
      ) : (
        <div className="mt-4">
          {seen.toTell ? (
            <form action={actions.cancel}>
              <SubmitButton variant={mayRetry ? "text" : "primary"} working={t("frame.working")}>
                {t("frame.returnToSage")}
              </SubmitButton>
            </form>
          ) : (
            <a href={actions.home ?? undefined} className={BUTTON}>
              {t("frame.returnToSage")}
            </a>
          )}
        </div>
      )}
    </>
  );
}
