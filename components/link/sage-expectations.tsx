import type { SageSteps } from "#lib/connection/sage-steps.ts";
import type { Translate } from "#lib/web/text/t.ts";

type Props = { t: Translate; expect: SageSteps["expect"] };

/** Tells the user how a Sage product goes on after the last step. */
export const SageExpectations = ({ t, expect }: Props) => (
  <>
    <h2 className="mt-5 font-semibold">{t("steps.after")}</h2>
    <ul className="mt-1 list-disc space-y-2 pl-6 text-sm marker:text-edge">
      {expect.map((each) => (
        <li key={each} className="pl-1">
          {t(`steps.expect.${each}`)}
        </li>
      ))}
    </ul>
  </>
);
