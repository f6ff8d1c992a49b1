import { ProblemPage } from "#components/connect/problem-page.tsx";
import { acceptedLocale } from "#lib/web/link/link-page.ts";
import { translatorIn } from "#lib/web/text/t.ts";

/** Where a connection's `linkUrl` leads whoever follows it: connecting starts in Sage. */
export default async function ExplanationPage() {
  const words = translatorIn(await acceptedLocale());
  return <ProblemPage title={words("link.explanation.title")} body={words("link.explanation.body")} />;
}
