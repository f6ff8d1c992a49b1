import type { ReactNode } from "react";
import { paths } from "#lib/paths.ts";

type Props = {
  lang: string;
  /** Whose colours, of which version; null where nobody is known. */
  brand: { id: string; version: string } | null;
  children: ReactNode;
};

/** The document of pages that look like an institution: its colours come from a stylesheet of its own. */
export function BrandedDocument({ lang, brand, children }: Props) {
  return (
    <html lang={lang}>
      <body>
        {brand && <link rel="stylesheet" precedence="brand" href={paths.brand.theme(brand.id, brand.version)} />}
        {children}
      </body>
    </html>
  );
}
