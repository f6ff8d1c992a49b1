import "../../globals.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { BrandedDocument } from "#components/connect/branded-document.tsx";
import { services } from "#lib/services.ts";
import { localeOf, visitOf } from "#lib/web/journey/journey-page.ts";
import { scriptWords } from "#lib/web/text/script-words.ts";

export const metadata: Metadata = { robots: { index: false, follow: false } };
export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

/** The document of a journey's pages: its language, and the institution's colours from a stylesheet of its own. */
export default async function ConnectLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ token: string }>;
}) {
  const visit = await visitOf((await params).token);
  const institution = visit && (await services().institutions.institution(visit.journey.institutionId));
  const locale = await localeOf(visit);
  return (
    <BrandedDocument
      lang={locale}
      words={scriptWords(locale)}
      brand={institution && { id: institution.id, version: institution.brandVersion }}
    >
      {children}
    </BrandedDocument>
  );
}
