import "../console.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { consoleLocale } from "#lib/web/viewer.ts";

export const metadata: Metadata = { title: "Connect Bank", robots: { index: false, follow: false } };
export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

export default async function SignInLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={await consoleLocale()}>
      <body>{children}</body>
    </html>
  );
}
