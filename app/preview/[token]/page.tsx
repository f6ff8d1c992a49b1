import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { PageTitle } from "#components/connect/page-title.tsx";
import { LOCALES } from "#lib/institution/institution.ts";
import { paths } from "#lib/paths.ts";
import { PREVIEWS, previewed } from "#lib/web/journey/preview.ts";
import { localeAccepted, translatorIn } from "#lib/web/text/t.ts";

/** All pages of a journey as the draft would show them, small and side by side; each opens by itself. */
export default async function PreviewGallery({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const institution = await previewed(token);
  if (!institution) notFound();
  const t = translatorIn(localeAccepted((await headers()).get("accept-language")));
  return (
    <main className="mx-auto max-w-6xl px-4 py-6">
      <PageTitle>{t("preview.title", { institution: institution.name })}</PageTitle>
      <p className="text-muted">{t("preview.lead")}</p>
      {LOCALES.map((locale) => (
        <section key={locale} aria-labelledby={locale} className="mt-6">
          <h2 id={locale} className="text-lg font-semibold">
            {t(`preview.${locale}`)}
          </h2>
          <ul className="mt-2 grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3">
            {PREVIEWS.map((page) => {
              const address = `${paths.preview.page(token, page)}?locale=${locale}`;
              return (
                <li key={page} className="min-w-0">
                  <a href={address} className="inline-flex min-h-11 items-center underline underline-offset-4">
                    {t(`preview.pages.${page}`)}
                  </a>
                  <iframe
                    src={address}
                    title={`${t(`preview.pages.${page}`)} (${locale})`}
                    loading="lazy"
                    tabIndex={-1}
                    className="h-96 w-full rounded-md border border-line"
                  />
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </main>
  );
}
