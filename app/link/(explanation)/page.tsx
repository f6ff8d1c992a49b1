import { ProblemPage } from "#components/connect/problem-page.tsx";
import { acceptedLocale } from "#lib/web/link/link-page.ts";
import { translatorIn } from "#lib/web/text/t.ts";

/** Where a connection's `linkUrl` leads whoever follows it: connecting starts in Sage. */
export default async function ExplanationPage() {
  const t = translatorIn(await acceptedLocale());
  return <ProblemPage title={t("link.explanation.title")} body={t("link.explanation.body")} />;
}
