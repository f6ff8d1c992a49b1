import "../../globals.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { BrandedDocument } from "#components/connect/branded-document.tsx";
import { acceptedLocale, linkContext } from "#lib/web/link/link-page.ts";
import { scriptWords } from "#lib/web/text/script-words.ts";

export const metadata: Metadata = { robots: { index: false, follow: false } };
export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

/** The document of a link page: its language, and the institution's colours. */
export default async function LinkLayout({ children }: { children: ReactNode }) {
  const context = await linkContext();
  const institution = context?.institution;
  const locale = context?.locale ?? (await acceptedLocale());
  return (
    <BrandedDocument
      lang={locale}
      words={scriptWords(locale)}
      brand={institution ? { id: institution.id, version: institution.brandVersion } : null}
    >
      {children}
    </BrandedDocument>
  );
}
