import type { ReactNode } from "react";
import type { Institution, Locale } from "#lib/institution/institution.ts";
import { paths } from "#lib/paths.ts";
import type { Translate } from "#lib/web/text/t.ts";
import { ConnectFrame } from "./connect-frame.tsx";
import { LanguageSwitch, STEP_FORM } from "./language-switch.tsx";
import { TimeLeft } from "./time-left.tsx";

type Props = {
  institution: Institution;
  locale: Locale;
  t: Translate;
  supportCode: string;
  /** Null where there is no time that can run out. */
  secondsLeft: number | null;
  /** Absent on pages that are no step. */
  step?: { number: number; of: number };
  /** Absent where the page's own form serves the language switch. */
  switchLocale?: (data: FormData) => Promise<void>;
  children: ReactNode;
};

/** The frame around every page of a journey, filled for one institution. */
export function JourneyFrame({
  institution,
  locale,
  t,
  supportCode,
  secondsLeft,
  step,
  switchLocale,
  children,
}: Props) {
  const help = institution.help[locale] ?? institution.help.en;
  const otherLocale = locale === "en" ? "fr" : "en";
  const exact = [0, 1, 2, 3, 4].map((minutes) => t("frame.minutesLeft", { minutes }));
  const logo = institution.hasLogo ? paths.brand.logo(institution.id, institution.brandVersion) : null;
  return (
    <ConnectFrame
      institution={{ name: institution.name, logo }}
      sage={t("frame.sage")}
      {...(step ? { step: t("frame.step", { step: step.number, steps: step.of }) } : {})}
      supportCode={{ label: t("frame.supportCode"), code: supportCode }}
      help={help ? { label: t("frame.help"), text: help } : null}
      timeLeft={
        secondsLeft !== null && <TimeLeft secondsLeft={secondsLeft} exact={exact} few={t("frame.fewMinutesLeft")} />
      }
      languageSwitch={
        switchLocale ? (
          <form action={switchLocale}>
            <LanguageSwitch locale={otherLocale}>{t("frame.switchLanguage")}</LanguageSwitch>
          </form>
        ) : (
          <LanguageSwitch locale={otherLocale} form={STEP_FORM}>
            {t("frame.switchLanguage")}
          </LanguageSwitch>
        )
      }
    >
      {children}
    </ConnectFrame>
  );
}
