import { headers } from "next/headers";
import type { ReactNode } from "react";
import { paths } from "#lib/paths.ts";
import { KeepSent } from "../ui/renewal.tsx";
import { ScriptFallback } from "../ui/script-fallback.tsx";

type Props = {
  lang: string;
  /** Whose colours, of which version; null where the page has no known institution. */
  brand: { id: string; version: string } | null;
  children: ReactNode;
};

/** The document of pages that look like an institution: its colours come from a stylesheet of its own. */
export async function BrandedDocument({ lang, brand, children }: Props) {
  const nonce = (await headers()).get("x-nonce") ?? "";
  return (
    <html lang={lang}>
      <head>
        <ScriptFallback nonce={nonce} />
      </head>
      <body>
        {brand && <link rel="stylesheet" precedence="brand" href={paths.brand.theme(brand.id, brand.version)} />}
        <KeepSent />
        {children}
      </body>
    </html>
  );
}
