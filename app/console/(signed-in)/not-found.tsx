import { Title } from "#components/console/title.tsx";
import { paths } from "#lib/paths.ts";
import { consoleWords } from "#lib/web/console/viewer.ts";

/** The page for a thing that is not there, or not for this person: the two look the same. */
export default async function NotFound() {
  const t = await consoleWords();
  return (
    <>
      <Title of={t("console.notFound.title")} />
      <h1 className="text-xl font-semibold">{t("console.notFound.title")}</h1>
      <p className="mt-1 max-w-prose">{t("console.notFound.body")}</p>
      <p className="mt-3">
        <a className="underline underline-offset-4" href={paths.console.find}>
          {t("console.notFound.search")}
        </a>
      </p>
    </>
  );
}
