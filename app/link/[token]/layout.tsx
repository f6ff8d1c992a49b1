import "../../globals.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { paths } from "#lib/paths.ts";
import { acceptedLocale, linkContext } from "#lib/web/link-page.ts";

export const metadata: Metadata = { robots: { index: false, follow: false } };
export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

/** The document of a link page: its language, and the institution's colours. */
export default async function LinkLayout({ children }: { children: ReactNode }) {
  const context = await linkContext();
  const institution = context?.institution;
  return (
    <html lang={context?.locale ?? (await acceptedLocale())}>
      <body>
        {institution && (
          <link
            rel="stylesheet"
            precedence="brand"
            href={paths.brand.theme(institution.id, institution.brandVersion)}
          />
        )}
        {children}
      </body>
    </html>
  );
}
