import { html, raw } from "hono/html";
import type { Locale } from "../sage/locale.ts";
import { styles } from "./styles.ts";
import { wordsIn } from "./words.ts";

export type Markup = ReturnType<typeof html>;

interface PageProps {
  locale: Locale;
  title: string;
  /** The bar across the top; pages inside the frame have none. */
  bar?: Markup;
  body: Markup;
}

/** A whole document that needs no script, in the one look that every page of the sandbox has. */
export function page({ locale, title, bar, body }: PageProps): Markup {
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="same-origin">
<title>${title}</title>
<style>${raw(styles)}</style>
</head>
<body class="${bar ? "" : "framed"}">
${bar ?? ""}
<main>${body}</main>
<footer>${wordsIn(locale).standIn}</footer>
</body>
</html>`;
}
