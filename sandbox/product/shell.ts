import { html } from "hono/html";
import { z } from "zod";
import { Locale } from "../sage/locale.ts";
import { Product, productNames } from "../sage/product.ts";
import type { Markup } from "./page.ts";
import { wordsIn } from "./words.ts";

/** Which product's page is shown and in which language; it travels in every address, since there are no cookies. */
export const Shell = z.object({ product: Product.catch("accounting"), locale: Locale.catch("en") });
export type Shell = z.output<typeof Shell>;

export const shellQuery = ({ product, locale }: Shell) => `product=${product}&locale=${locale}`;

/** The product's bar: its name, its customer and the language switch. */
export function shellBar({ product, locale }: Shell, path: string): Markup {
  const other = locale === "en" ? "fr" : "en";
  return html`<header class="bar">
<span><b>${productNames[product]}</b> <span class="quiet">Sample Company</span></span>
<nav><a href="/?${shellQuery({ product, locale })}">${wordsIn(locale).banking}</a>
<a href="${path}?${shellQuery({ product, locale: other })}" lang="${other}">${other === "fr" ? "Français" : "English"}</a></nav>
</header>`;
}

export function shellFields({ product, locale }: Shell): Markup {
  return html`<input type="hidden" name="product" value="${product}"><input type="hidden" name="locale" value="${locale}">`;
}
