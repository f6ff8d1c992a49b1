import { SubmitButton } from "../ui/submit-button.tsx";
import { PageTitle } from "./page-title.tsx";
import { Review } from "./review.tsx";
import type { StepProps } from "./step-props.ts";
import { WaysOut } from "./ways-out.tsx";

/** Step 3: who shares what with whom. Sage tells us nothing of its user, so a stolen link has to fail at this page. */
export function ReviewStep({ seen, institution, t, consent, actions }: StepProps<"review">) {
  const { reauth, accounts } = seen;
  const button = reauth ? "review.confirm" : accounts.length > 1 ? "review.connectSeveral" : "review.connect";
  return (
    <>
      <PageTitle>{t(reauth ? "review.titleReauth" : "review.title")}</PageTitle>
      {seen.changed && (
        <p role="status" className="mb-3 rounded-md border border-edge px-3 py-2 text-sm">
          {t("review.changed")}
        </p>
      )}
      <Review
        t={t}
        institution={institution.name}
        company={seen.company}
        accounts={accounts}
        consent={consent}
        reauth={reauth}
      >
        <form action={actions.confirm} className="mt-4">
          <SubmitButton working={t("frame.working")}>{t(button)}</SubmitButton>
        </form>
        <WaysOut t={t} cancel={actions.cancel} {...(reauth || !actions.back ? {} : { back: actions.back })} />
      </Review>
    </>
  );
}
