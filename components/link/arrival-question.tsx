import type { LinkArrival } from "#lib/link/ports.ts";
import type { Translate } from "#lib/web/text/t.ts";
import { SubmitButton } from "../ui/submit-button.tsx";
import { LocalTime } from "./local-time.tsx";
import { Settled } from "./settled.tsx";
import { TIME } from "./time-placeholder.ts";

type Props = { arrival: LinkArrival; t: Translate; locale: string; institution: string };

/** Asks whether the arrival in Sage is this person's. Nothing is said yes to but by pressing yes. */
export function ArrivalQuestion({ arrival, t, locale, institution }: Props) {
  const region = t(`link.regions.${arrival.region}`);
  return (
    <section aria-labelledby="arrival" className="mb-4 rounded-md border-2 border-accent px-4 py-3">
      <h2 id="arrival" className="text-lg font-semibold">
        {t("link.arrival.title")}
      </h2>
      <p className="mt-1">
        <LocalTime
          at={arrival.openedAt.toISOString()}
          locale={locale}
          sentence={t("link.arrival.body", { institution, region, time: TIME })}
        />
      </p>
      <p className="my-2 font-mono text-xl">{arrival.supportCode}</p>
      <p className="text-sm text-muted">{t("link.arrival.note")}</p>
      <input type="hidden" name="arrival" value={arrival.journeyId} />
      <div className="mt-2 flex flex-wrap items-center gap-x-6">
        <Settled id={arrival.journeyId}>
          <SubmitButton name="intent" value="yes" working={t("frame.working")}>
            {t("link.arrival.yes")}
          </SubmitButton>
          <SubmitButton name="intent" value="no" variant="text" working={t("frame.working")}>
            {t("link.arrival.no")}
          </SubmitButton>
        </Settled>
      </div>
    </section>
  );
}
