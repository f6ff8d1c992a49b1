import "../../../../globals.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { paths } from "#lib/paths.ts";
import { seenBy } from "#lib/web/seen-view.ts";

export const metadata: Metadata = { robots: { index: false, follow: false } };
export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

type Props = { children: ReactNode; params: Promise<{ journeyId: string; viewId: string }> };

/** The document that the journey's user had: their language, their institution's colours as they were. */
export default async function SeenLayout({ children, params }: Props) {
  const { journeyId, viewId } = await params;
  const shown = await seenBy(journeyId, viewId);
  return (
    <html lang={shown?.view.locale ?? "en"}>
      <body>
        {shown && (
          <link
            rel="stylesheet"
            precedence="brand"
            href={paths.brand.theme(shown.institution.id, shown.view.brandVersion)}
          />
        )}
        {children}
      </body>
    </html>
  );
}
