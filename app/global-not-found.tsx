import "./globals.css";
import { headers } from "next/headers";
import { ProblemPage } from "#components/connect/problem-page.tsx";
import { localeAccepted, translatorIn } from "#lib/web/text/t.ts";

/** Any address that leads nowhere. */
export default async function NotFound() {
  const locale = localeAccepted((await headers()).get("accept-language"));
  const t = translatorIn(locale);
  return (
    <html lang={locale}>
      <body>
        <ProblemPage title={t("problem.unknown.title")} body={t("problem.unknown.body")} />
      </body>
    </html>
  );
}
