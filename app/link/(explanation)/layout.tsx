import "../../globals.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { acceptedLocale } from "#lib/web/link/link-page.ts";

export const metadata: Metadata = { robots: { index: false, follow: false } };
export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

export default async function ExplanationLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={await acceptedLocale()}>
      <body>{children}</body>
    </html>
  );
}
