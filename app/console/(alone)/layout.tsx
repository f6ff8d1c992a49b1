import "../console.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { KeepSent } from "#components/console/renewal.tsx";
import { NotTaken } from "#components/ui/not-taken.tsx";
import { unknownForm } from "#lib/services.ts";
import { consoleLocale, consoleWords } from "#lib/web/console/viewer.ts";

export const metadata: Metadata = { robots: { index: false, follow: false } };
export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

/** A page without the rail, for people who are not at the console yet. */
export default async function AloneLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={await consoleLocale()}>
      <body>
        <KeepSent />
        {unknownForm() && <NotTaken>{(await consoleWords())("frame.notTaken")}</NotTaken>}
        {children}
      </body>
    </html>
  );
}
