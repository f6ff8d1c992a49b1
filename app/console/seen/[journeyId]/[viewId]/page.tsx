import { notFound } from "next/navigation";
import { JourneyPage } from "#components/connect/journey-page.tsx";
import { NOTHING_HAPPENS } from "#components/connect/nothing-happens.ts";
import { snapshotFor } from "#lib/web/console/page-snapshot.ts";
import { consentWords } from "#lib/web/journey/consent.ts";
import { translatorIn } from "#lib/web/text/t.ts";

/**
 * One page of a journey as its user saw it. The journey's own component draws the snapshot, with no action behind it.
 */
export default async function SeenPage({ params }: { params: Promise<{ journeyId: string; viewId: string }> }) {
  const { journeyId, viewId } = await params;
  const shown = await snapshotFor(journeyId, viewId);
  if (!shown) notFound();
  const { view, institution } = shown;
  const count = view.seen.page === "review" ? view.seen.accounts.length : 1;
  return (
    <JourneyPage
      seen={view.seen}
      institution={institution}
      locale={view.locale}
      t={translatorIn(view.locale)}
      consent={consentWords(institution, count, view.locale)}
      actions={NOTHING_HAPPENS}
    />
  );
}
