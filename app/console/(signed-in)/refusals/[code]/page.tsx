import { notFound } from "next/navigation";
import { Facts, Id } from "#components/console/facts.tsx";
import { Time } from "#components/console/time.tsx";
import { services } from "#lib/services.ts";
import { consoleLocale, consoleWords, viewerWith } from "#lib/web/viewer.ts";

/** A visit that was turned away before it had a journey: what its user saw, and what to tell them. */
export default async function RefusalPage({ params }: { params: Promise<{ code: string }> }) {
  const [who, words, locale, { code }] = await Promise.all([viewerWith(), consoleWords(), consoleLocale(), params]);
  const refusal = /^[A-Z0-9]{4}-[A-Z0-9]{4}$/.test(code)
    ? await services().support.refusal(who.institutionId, code)
    : null;
  if (!refusal) notFound();
  const reason = String(refusal.detail.reason ?? "");
  return (
    <>
      <h1 className="text-xl font-semibold">{words("console.refusal.title")}</h1>
      <p className="mt-1 max-w-prose">{words("console.refusal.body")}</p>
      <p className="mt-1 max-w-prose font-medium">{words(`console.refusal.next.${known(reason)}`)}</p>
      <div className="mt-4 max-w-2xl">
        <Facts
          facts={[
            [words("console.columns.code"), <Id key="code">{code}</Id>],
            [words("console.columns.when"), <Time key="at" at={refusal.at.toISOString()} locale={locale} />],
            [words("console.refusal.reason"), <Id key="reason">{reason}</Id>],
          ]}
        />
      </div>
    </>
  );
}

const KNOWN = [
  "not-announced",
  "bank-unknown",
  "account-unknown",
  "query-invalid",
  "too-many-visits",
  "page-failed",
  "journey-unknown",
] as const;
const known = (reason: string) => KNOWN.find((one) => one === reason) ?? "other";
