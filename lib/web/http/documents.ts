import type { Locale } from "../../institution/institution.ts";
import type { Messages, Translate } from "../text/t.ts";
import { problemStyle } from "./page-files.ts";

type Hop = { t: Translate; locale: Locale; target: string; nonce: string };

/**
 * The answer to Sage's call: a script that goes to an absolute address. So it works in Sage's page as in ours. Without
 * script, a refresh and a link do the same.
 */
export function hopDocument({ t, locale, target, nonce }: Hop) {
  const script = `window.location = ${JSON.stringify(target).replaceAll("<", "\\u003c")};`;
  return documentOf(
    locale,
    t("hop.title"),
    styleWithin(nonce),
    `<meta http-equiv="refresh" content="1;url=${escaped(target)}">
<script nonce="${escaped(nonce)}">${script}</script>
<p><a href="${escaped(target)}">${escaped(t("hop.link"))}</a></p>`,
  );
}

/** The problems that have a page of their own. */
export type Shown = keyof Messages["problem"];

type Problem = {
  t: Translate;
  locale: Locale;
  shown: Shown;
  /** Null for those who come so often that their visits are not written down. */
  supportCode: string | null;
  /** For a document that Sage's page may contain: it has its style within. Null for a page of ours. */
  nonce: string | null;
  /** The pages that may have this one in a frame, and the error that they get. */
  tell?: Told;
  /** Whose page it would have been, where that is known. */
  brand?: ProblemBrand;
  /** The language to change to. Only at an address that a reader may ask for again. */
  other?: { locale: Locale; label: string };
  /** True where the same address leads on. */
  mayGoOn?: boolean;
};

/** An institution on a page of ours: its name, the addresses of its logo and colours, and how to reach it. */
export type ProblemBrand = { name: string; logo: string | null; theme: string; help: string | null };

export type Told = { origins: readonly string[]; code: string };

/** Says why an arrival or a request was rejected and what to do next. */
export function problemDocument({ t, locale, shown, supportCode, nonce, tell, brand, other, mayGoOn }: Problem) {
  const title = t(`problem.${shown}.title`);
  return documentOf(
    locale,
    title,
    (nonce === null ? STYLE_FILE : styleWithin(nonce)) + (brand ? styleAt(brand.theme) : ""),
    [
      brand ? headerOf(brand, t("frame.sage")) : "",
      `<h1>${escaped(title)}</h1>`,
      `<p>${escaped(t(`problem.${shown}.body`))}</p>`,
      mayGoOn ? `<p><a class="button" href="?">${escaped(t("frame.goOn"))}</a></p>` : "",
      brand?.help ? `<p class="foot">${escaped(t("frame.help"))} ${escaped(brand.help)}</p>` : "",
      supportCode
        ? `<p class="foot">${escaped(t("frame.supportCode"))} <b translate="no">${escaped(supportCode)}</b></p>`
        : "",
      other ? `<p><a href="?locale=${other.locale}" lang="${other.locale}">${escaped(other.label)}</a></p>` : "",
      tell ? telling(tell) : "",
    ]
      .filter(Boolean)
      .join("\n"),
  );
}

const headerOf = ({ name, logo }: ProblemBrand, sage: string) =>
  `<header>${logo ? `<img src="${escaped(logo)}" alt="${escaped(name)}">` : `<b>${escaped(name)}</b>`}<span>${escaped(sage)}</span></header>`;

/** The page's script sends this error to the page that frames it. */
const telling = ({ origins, code }: Told) =>
  `<div hidden data-origins="${escaped(origins.join(" "))}" data-error="${escaped(code)}"></div>`;

/** How far the user of a link page has come, for browsers without script. The document refreshes itself. */
export function statusDocument({ t, locale, steps }: Status) {
  return documentOf(
    locale,
    t("link.status"),
    STYLE_FILE,
    `<meta http-equiv="refresh" content="5">
<ol class="status">${steps.map(({ mark, text, now }) => `<li${now ? ' aria-current="step"' : ""}>${mark} ${escaped(text)}</li>`).join("")}</ol>`,
  );
}

type Status = {
  t: Translate;
  locale: Locale;
  steps: readonly { mark: string; text: string; now: boolean }[];
};

const styleAt = (address: string) => `<link rel="stylesheet" href="${escaped(address)}">`;
const STYLE_FILE = `<link rel="stylesheet" href="${problemStyle.path}">`;
const styleWithin = (nonce: string) => `<style nonce="${escaped(nonce)}">${problemStyle.content}</style>`;

function documentOf(locale: Locale, title: string, style: string, body: string) {
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
${style}
</head>
<body>
<main class="connect-bank">
${body}
</main>
</body>
</html>
`;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string) => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
