import { html, raw } from "hono/html";
import type { Markup } from "./page.ts";
import { type Shell, shellQuery } from "./shell.ts";
import { styles } from "./styles.ts";
import { wordsIn } from "./words.ts";

interface ModalProps {
  shell: Shell;
  bankName: string;
  entry: string;
  supportiframe: boolean;
}

/** The full-screen modal around the bank's page; a bank that forbids frames gets a link instead. */
export function connectModal({ shell, bankName, entry, supportiframe }: ModalProps): Markup {
  const words = wordsIn(shell.locale);
  return html`<!doctype html>
<html lang="${shell.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="same-origin">
<title>${words.frameTitle}</title>
<style>${raw(styles)}</style>
</head>
<body>
<div class="modal" role="dialog" aria-modal="true" aria-labelledby="modal-title">
<header class="bar"><b id="modal-title">${bankName}</b>
<span><span class="quiet">${words.notSage}</span> <a class="button" href="/?${shellQuery(shell)}">${words.close}</a></span></header>
${
  supportiframe
    ? html`<iframe title="${words.frameTitle}" src="${entry}"></iframe>`
    : html`<main><a class="button primary" href="${entry}">${words.goOn}</a></main>`
}
</div>
</body>
</html>`;
}
