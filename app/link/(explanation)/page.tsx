import { ProblemPage } from "#components/connect/problem-page.tsx";
import { acceptedLocale } from "#lib/web/link/link-page.ts";
import { translatorIn } from "#lib/web/text/t.ts";

/** A connection's `linkUrl` leads here. The page says that connecting starts in Sage. */
export default async function ExplanationPage() {
  const t = translatorIn(await acceptedLocale());
  return <ProblemPage title={t("link.explanation.title")} body={t("link.explanation.body")} />;
}
