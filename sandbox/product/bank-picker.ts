import { html } from "hono/html";
import type { Bank } from "../sage/bank.ts";
import { type Markup, page } from "./page.ts";
import { type Shell, shellBar, shellFields } from "./shell.ts";
import { wordsIn } from "./words.ts";

/** Sage's list of banks with a search box; each bank is a button that starts the connection. */
export function bankPicker(shell: Shell, banks: Bank[], query: string): Markup {
  const words = wordsIn(shell.locale);
  return page({
    locale: shell.locale,
    title: words.chooseBank,
    bar: shellBar(shell, "/connect-bank"),
    body: html`<h1>${words.chooseBank}</h1>
<form action="/connect-bank" role="search">${shellFields(shell)}
<p><label for="q">${words.search}</label></p>
<div class="actions"><input type="search" id="q" name="q" value="${query}"> <button>${words.searchButton}</button></div></form>
${
  banks.length === 0
    ? html`<p>${words.noBank}</p>`
    : html`<form method="post" action="/connect-bank">${shellFields(shell)}
<ul class="list banks">${banks.map(({ bankId, name }) => html`<li><button name="bankId" value="${bankId}">${name}</button></li>`)}</ul></form>`
}`,
  });
}
