import type { ReactNode } from "react";
import { paths } from "#lib/paths.ts";

type Props = {
  lang: string;
  /** Whose colours, of which version; null where the page has no known institution. */
  brand: { id: string; version: string } | null;
  /** The script writes one of these above a form's button when no answer of ours comes. */
  words: Record<"lost" | "foreign" | "failed", string>;
  children: ReactNode;
};

const NOTICE = "mb-4 rounded-md border-2 border-danger px-4 py-3";

/** The document of pages that look like an institution: its colours come from a stylesheet of its own. */
export const BrandedDocument = ({ lang, brand, words, children }: Props) => (
  <html lang={lang}>
    <body data-lost={words.lost} data-foreign={words.foreign} data-failed={words.failed} data-look={NOTICE}>
      {brand && <link rel="stylesheet" precedence="brand" href={paths.brand.theme(brand.id, brand.version)} />}
      {children}
    </body>
  </html>
);
