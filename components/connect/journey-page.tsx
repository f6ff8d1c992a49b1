import type { ReactNode } from "react";
import type { PageSnapshot } from "#lib/journey/page-snapshot.ts";
import { NotTaken } from "../ui/not-taken.tsx";
import { AccountStep } from "./account-step.tsx";
import { IdentifyStep } from "./identify-step.tsx";
import { JourneyFrame } from "./journey-frame.tsx";
import { OutcomePage } from "./outcome-page.tsx";
import { ReviewStep } from "./review-step.tsx";
import type { StepProps } from "./step-props.ts";

type Props = Omit<StepProps<PageSnapshot["page"]>, "seen"> & { seen: PageSnapshot };

/**
 * One page of a journey. The journey, a branding's preview and the console's "as they saw it" share it, so that all
 * three match.
 */
export function JourneyPage(props: Props) {
  const { seen, institution, locale, t, actions } = props;
  return (
    <JourneyFrame
      institution={institution}
      locale={locale}
      t={t}
      supportCode={seen.supportCode}
      secondsLeft={seen.secondsLeft}
      {...stepOf(seen)}
      {...(hasStepForm(seen) ? {} : { switchLocale: actions.switchLocale })}
    >
      {seen.notTaken && <NotTaken>{t("frame.notTaken")}</NotTaken>}
      {content(props)}
    </JourneyFrame>
  );
}

function content({ seen, ...rest }: Props): ReactNode {
  switch (seen.page) {
    case "identify":
      return <IdentifyStep seen={seen} {...rest} />;
    case "account":
      return <AccountStep seen={seen} {...rest} />;
    case "review":
      return <ReviewStep seen={seen} {...rest} />;
    case "outcome":
      return <OutcomePage seen={seen} {...rest} />;
  }
}

function stepOf(seen: PageSnapshot) {
  if (seen.page === "outcome") return {};
  const number = seen.page === "identify" ? 1 : seen.page === "account" ? 2 : seen.steps;
  return { step: { number, of: seen.steps } };
}

/** Pages whose form takes what was typed along to the other language. */
const hasStepForm = (seen: PageSnapshot) =>
  seen.page === "identify" || (seen.page === "account" && seen.accounts.some(({ supported }) => supported));
