import "../../globals.css";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { BrandedDocument } from "#components/connect/branded-document.tsx";
import { previewed } from "#lib/web/journey/preview.ts";
import { scriptWords } from "#lib/web/text/script-words.ts";
import { localeAccepted } from "#lib/web/text/t.ts";

export const metadata: Metadata = { robots: { index: false, follow: false } };
export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

/** The document of a preview: the colours of the draft. */
export default async function PreviewLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ token: string }>;
}) {
  const institution = await previewed((await params).token);
  const locale = localeAccepted((await headers()).get("accept-language"));
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
