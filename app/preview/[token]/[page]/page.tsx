import { notFound } from "next/navigation";
import { JourneyPage } from "#components/connect/journey-page.tsx";
import { NOTHING_HAPPENS } from "#components/connect/nothing-happens.ts";
import { consentWords } from "#lib/web/journey/consent.ts";
import type { Search } from "#lib/web/journey/journey-page.ts";
import { previewed, previewNamed, samplePage } from "#lib/web/journey/preview.ts";
import { localeAskedFor, translatorIn } from "#lib/web/text/t.ts";

/** One page of a journey as the draft would show it. The journey's own component draws it, with no action behind it. */
export default async function PreviewPage({
  params,
  searchParams,
}: {
  params: Promise<{ token: string; page: string }>;
  searchParams: Search;
}) {
  const { token, page } = await params;
  const [institution, query, shown] = [await previewed(token), await searchParams, previewNamed(page)];
  if (!institution || !shown) notFound();
  const locale = localeAskedFor(query.locale) ?? "en";
  const t = translatorIn(locale);
  return (
    <div lang={locale}>
      <JourneyPage
        seen={samplePage(shown, institution, t)}
        institution={institution}
        locale={locale}
        t={t}
        consent={consentWords(institution, 1, locale)}
        actions={NOTHING_HAPPENS}
      />
    </div>
  );
}
