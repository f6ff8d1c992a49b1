import { headers } from "next/headers";
import { ProblemPage } from "#components/connect/problem-page.tsx";
import { strayVisit } from "#lib/web/stray-visit.ts";
import { localeAccepted, wordsIn } from "#lib/web/words.ts";

/** An address that no journey has: opened by hand, or torn. */
export default async function UnknownJourney() {
  const words = wordsIn(localeAccepted((await headers()).get("accept-language")));
  const code = await strayVisit("journey-unknown");
  return (
    <ProblemPage
      title={words("problem.unknown.title")}
      body={words("problem.unknown.body")}
      supportCode={code === null ? null : { label: words("frame.supportCode"), code }}
    />
  );
}
