import type { SageSteps as Steps } from "#lib/connection/sage-steps.ts";
import type { Translate } from "#lib/web/text/t.ts";

type Props = { t: Translate; steps: Steps; institution: string };

/** The steps in one Sage product, in order. */
export function SageSteps({ t, steps: { product, wayIn, confirm }, institution }: Props) {
  const lines = [
    ...wayIn.map((way) => t(`steps.wayIn.${way}`)),
    t("steps.institution", { institution }),
    t("steps.identify"),
    t("steps.account"),
    t("steps.finish"),
    t(`steps.${confirm}`),
  ];
  return (
    <section aria-labelledby="sage-steps">
      <h2 id="sage-steps" className="text-lg font-semibold text-balance">
        {t("steps.title", { product })}
      </h2>
      <ol className="mt-2 list-decimal space-y-2 pl-6 marker:font-semibold">
        {lines.map((line) => (
          <li key={line} className="pl-1">
            {line}
          </li>
        ))}
      </ol>
    </section>
  );
}
