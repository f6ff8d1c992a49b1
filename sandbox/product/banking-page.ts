import { html } from "hono/html";
import { maskedNumber } from "../sage/authorisation.ts";
import type { BankAccount } from "../sage/bank-account.ts";
import { linksSeveral, Product, productNames } from "../sage/product.ts";
import { type Markup, page } from "./page.ts";
import { type Shell, shellBar, shellFields } from "./shell.ts";
import { type Words, wordsIn } from "./words.ts";

/** The product's Banking page: the accounts of its customer, and Connect Bank. */
export function bankingPage(shell: Shell, accounts: BankAccount[]): Markup {
  const words = wordsIn(shell.locale);
  const { product } = shell;
  return page({
    locale: shell.locale,
    title: `${words.banking} · ${productNames[product]}`,
    bar: shellBar(shell, "/"),
    body: html`<div class="row"><h1>${words.banking}</h1>
<form action="/connect-bank">${shellFields(shell)}<button class="primary">${words.connectBank}</button></form></div>
<form action="/" class="actions center"><input type="hidden" name="locale" value="${shell.locale}">
<label for="product">${words.product}</label> <select id="product" name="product">
${Product.options.map((name) => html`<option value="${name}" ${name === product ? "selected" : ""}>${productNames[name]}</option>`)}
</select> <button>${words.change}</button></form>
<h2>${words.bankAccounts}</h2>
${
  accounts.length === 0
    ? html`<p class="quiet">${words.noAccounts}</p>`
    : html`<ul class="list">${accounts.map((account) => accountRow(words, shell, account))}</ul>`
}`,
  });
}

function accountRow(words: Words, shell: Shell, account: BankAccount): Markup {
  const waiting = account.status !== "cancelled" && !account.confirmed;
  const status = waiting ? words.pendingConfirmation : words.status[account.status];
  return html`<li data-bank-account-id="${account.id}"><div class="row">
<p><b id="name-${account.id}">${account.accountName}</b></p><span class="badge ${waiting ? "pending" : account.status}">${status}</span></div>
<p class="quiet">${maskedNumber(account)} · ${account.currency} · ${words.transactions(account.transactions.length)} ${words.from} ${day(shell, account.requestedStartDate)}</p>
${account.transactions.length === 0 ? "" : latest(words, shell, account)}
${account.status === "cancelled" ? "" : html`<div class="actions">${accountActions(words, shell, account, waiting)}</div>`}</li>`;
}

const SHOWN = 10;

/** The newest transactions, as an accountant would match them. */
function latest(words: Words, shell: Shell, { transactions, currency, balances, accountName }: BankAccount): Markup {
  const money = new Intl.NumberFormat(shell.locale === "fr" ? "fr-FR" : "en-GB", { style: "currency", currency });
  return html`<table aria-label="${words.latest(accountName)}"><tbody>${transactions
    .slice(-SHOWN)
    .reverse()
    .map(
      ({ datePosted, description, transactionAmount }) =>
        html`<tr><td>${day(shell, datePosted)}</td><td>${description ?? ""}</td><td class="number">${money.format(transactionAmount)}</td></tr>`,
    )}</tbody></table>
<p class="quiet">${words.balance} ${money.format(balances.ledgerBalance ?? 0)}</p>`;
}

function day({ locale }: Shell, iso: string): string {
  const form = new Intl.DateTimeFormat(locale === "fr" ? "fr-FR" : "en-GB", { dateStyle: "medium", timeZone: "UTC" });
  return form.format(new Date(iso));
}

function accountActions(words: Words, shell: Shell, account: BankAccount, waiting: boolean): Markup {
  const act = (verb: string, label: string) =>
    html`<form method="post" action="/bank-accounts/${account.id}/${verb}">${shellFields(shell)}<button aria-describedby="name-${account.id}">${label}</button></form>`;
  const more = linksSeveral(account.product) && account.status === "active";
  return html`${waiting ? act("confirm", words.confirm) : ""}
${account.status === "authRequired" ? act("reauthorise", words.reauthorise) : act("require-authorisation", words.forceReauth)}
${more ? html`<form action="/bank-accounts/${account.id}/more">${shellFields(shell)}<button>${words.linkMore}</button></form>` : ""}
${act("disconnect", words.disconnect)}`;
}
