import { headers } from "next/headers";
import { ProblemPage } from "#components/connect/problem-page.tsx";
import { localeAccepted, wordsIn } from "#lib/web/words.ts";

/**
 * The journey went while its page was being made. Next sends this along with every page below, so it does nothing but
 * speak; an address that no journey has ends at the front door.
 */
export default async function UnknownJourney() {
  const words = wordsIn(localeAccepted((await headers()).get("accept-language")));
  return <ProblemPage title={words("problem.unknown.title")} body={words("problem.unknown.body")} />;
}
