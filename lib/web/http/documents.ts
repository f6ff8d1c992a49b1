import type { Locale } from "../../institution/institution.ts";
import type { Messages, Translate } from "../text/t.ts";

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
    nonce,
    `<meta http-equiv="refresh" content="1;url=${escaped(target)}">
<script nonce="${escaped(nonce)}">${script}</script>
<p><a href="${escaped(target)}">${escaped(t("hop.link"))}</a></p>`,
  );
}

type Problem = {
  t: Translate;
  locale: Locale;
  shown: keyof Messages["problem"];
  /** Null for those who come so often that their visits are not written down. */
  supportCode: string | null;
  nonce: string;
  /** The pages that may have this one in a frame, and the error that they get. */
  tell?: Told;
};

export type Told = { origins: readonly string[]; code: string };

/** Says why an arrival was rejected and what to do next. It is complete in itself, since Sage's page may contain it. */
export function problemDocument({ t, locale, shown, supportCode, nonce, tell }: Problem) {
  const title = t(`problem.${shown}.title`);
  return documentOf(
    locale,
    title,
    nonce,
    `<h1>${escaped(title)}</h1>
<p>${escaped(t(`problem.${shown}.body`))}</p>
${supportCode ? `<p class="code">${escaped(t("frame.supportCode"))} <b>${escaped(supportCode)}</b></p>` : ""}${tell ? telling(tell, nonce) : ""}`,
  );
}

/** Each origin by itself and no other: a browser hands a message only to the one that it is for. */
function telling({ origins, code }: Told, nonce: string) {
  const targets = JSON.stringify(origins).replaceAll("<", "\\u003c");
  return `<script nonce="${escaped(nonce)}">if(window.parent!==window)for(const origin of ${targets})window.parent.postMessage({source:"connect-bank",type:"error",code:"${code}"},origin);</script>`;
}

/** How far the user of a link page has come, for browsers without script. The document refreshes itself. */
export function statusDocument({ t, locale, nonce, steps }: Status) {
  return documentOf(
    locale,
    t("link.status"),
    nonce,
    `<meta http-equiv="refresh" content="5">
<ol class="status">${steps.map(({ mark, text, now }) => `<li${now ? ' aria-current="step"' : ""}>${mark} ${escaped(text)}</li>`).join("")}</ol>`,
  );
}

type Status = {
  t: Translate;
  locale: Locale;
  nonce: string;
  steps: readonly { mark: string; text: string; now: boolean }[];
};

// All below one class: Sage may put this into a page of its own.
const STYLE = `.connect-bank{max-width:30rem;margin:0 auto;padding:1rem .5rem;font:1rem/1.5 system-ui,sans-serif}
.connect-bank h1{font-size:1.5rem;line-height:1.25;margin:0 0 .75rem}
.connect-bank .code{border-top:1px solid;padding-top:.5rem;font-size:.875rem}
.connect-bank .status{list-style:none;margin:0;padding:0}.connect-bank [aria-current]{font-weight:600}
.connect-bank b{font-family:ui-monospace,monospace}
.connect-bank a{display:inline-block;padding:.6rem 0}`;

function documentOf(locale: Locale, title: string, nonce: string, body: string) {
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<style nonce="${escaped(nonce)}">${STYLE}</style>
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
