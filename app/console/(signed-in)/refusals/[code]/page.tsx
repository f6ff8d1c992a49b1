import { notFound } from "next/navigation";
import { Advice } from "#components/console/advice.tsx";
import { Facts, Id } from "#components/console/facts.tsx";
import { Time } from "#components/console/time.tsx";
import { Title } from "#components/console/title.tsx";
import { services } from "#lib/services.ts";
import { rejectionKind } from "#lib/web/console/rejected-visits.ts";
import { consoleLocale, consoleWords, viewerWith } from "#lib/web/console/viewer.ts";

/** A visit that was rejected before it had a journey: what its user saw, and what to tell them. */
export default async function RefusalPage({ params }: { params: Promise<{ code: string }> }) {
  const [who, t, locale, { code }] = await Promise.all([viewerWith(), consoleWords(), consoleLocale(), params]);
  const refusal = /^[A-Z0-9]{4}-[A-Z0-9]{4}$/.test(code)
    ? await services().support.refusal(who.institutionId, code)
    : null;
  if (!refusal) notFound();
  const reason = String(refusal.detail.reason ?? "");
  return (
    <>
      <Title of={code} />
      <h1 className="text-xl font-semibold">
        {t("console.refusal.title")} <span className="font-mono">{code}</span>
      </h1>
      <Advice tone="warn" label={t(`console.refusal.reasons.${rejectionKind(reason)}`)}>
        <p>{t(`console.refusal.next.${rejectionKind(reason)}`)}</p>
      </Advice>
      <div className="mt-4 max-w-2xl">
        <Facts
          facts={[
            [t("console.columns.when"), <Time key="at" at={refusal.at.toISOString()} locale={locale} />],
            [t("console.refusal.reason"), <Id key="reason">{reason}</Id>],
          ]}
        />
      </div>
    </>
  );
}
