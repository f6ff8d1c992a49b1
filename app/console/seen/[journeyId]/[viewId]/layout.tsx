import "../../../../globals.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { BrandedDocument } from "#components/connect/branded-document.tsx";
import { snapshotFor } from "#lib/web/console/page-snapshot.ts";
import { scriptWords } from "#lib/web/text/script-words.ts";

export const metadata: Metadata = { robots: { index: false, follow: false } };
export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

type Props = { children: ReactNode; params: Promise<{ journeyId: string; viewId: string }> };

/** The document that the journey's user had: their language, their institution's colours as they were. */
export default async function SeenLayout({ children, params }: Props) {
  const { journeyId, viewId } = await params;
  const shown = await snapshotFor(journeyId, viewId);
  const locale = shown?.view.locale ?? "en";
  return (
    <BrandedDocument
      lang={locale}
      words={scriptWords(locale)}
      brand={shown && { id: shown.institution.id, version: shown.view.brandVersion }}
    >
      {children}
    </BrandedDocument>
  );
}
