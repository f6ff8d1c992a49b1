import { redirect } from "next/navigation";
import { chooseLocale } from "#lib/journey/choose-locale.ts";
import { pagesFor } from "#lib/journey/page-for.ts";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { type Search, visitOf } from "#lib/web/journey/journey-page.ts";
import { localeAskedFor } from "#lib/web/text/t.ts";

/** No page of its own: the way to the one that fits the journey's state. */
export default async function StartPage({
  params,
  searchParams,
}: {
  params: Promise<{ token: string }>;
  searchParams: Search;
}) {
  const { token } = await params;
  const visit = await visitOf(token);
  if (!visit) throw new Error("the front door let in a journey that is not there");
  const asked = localeAskedFor((await searchParams).locale);
  if (asked) await chooseLocale(services(), visit.journey, asked);
  redirect(paths.connect[pagesFor(visit.journey, visit.grant)[0]](token));
}
