import { html } from "hono/html";
import { type Authorisation, maskedNumber, type OfferedAccount } from "../sage/authorisation.ts";
import type { Landing } from "../sage/land.ts";
import { asksToConfirm } from "../sage/product.ts";
import { type Markup, page } from "./page.ts";
import { shellQuery } from "./shell.ts";
import { type Words, wordsIn } from "./words.ts";

type Way = Pick<Authorisation, "locale" | "product">;

// Leaves the frame: the Banking page belongs in the whole window.
const wayOut = (words: Words, way: Way) =>
  html`<p><a class="button primary" href="/?${shellQuery(way)}" target="_top">${words.back}</a></p>`;

interface ListedAccount extends OfferedAccount {
  connected: boolean;
}

interface ListProps {
  authorisation: Authorisation;
  bankName: string;
  accounts: ListedAccount[];
  today: string;
  problem: boolean;
}

/** Sage's own account list: every account the bank shared, a start date and OK. */
export function accountList({ authorisation, bankName, accounts, today, problem }: ListProps): Markup {
  const words = wordsIn(authorisation.locale);
  const free = accounts.filter((account) => !account.connected);
  const monthAgo = new Date(Date.parse(today) - 30 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  return page({
    locale: authorisation.locale,
    title: words.chooseAccount,
    body: html`<h1>${words.chooseAccount}</h1><p>${words.chooseLead(bankName)}</p>
${problem ? html`<p class="problem" role="alert">${words.badChoice}</p>` : ""}
<form method="post" action="/banking/choose"><input type="hidden" name="session" value="${authorisation.landingId}">
<fieldset><legend>${words.account}</legend><ul class="list">
${accounts.map((account) => {
  const marks = account.connected ? "disabled" : free.length === 1 ? "checked required" : "required";
  return html`<li><label class="option"><input type="radio" name="externalId" value="${account.externalId}" ${marks}>
<span><b>${account.accountName}</b><small class="quiet">${maskedNumber(account)}${account.connected ? ` · ${words.alreadyConnected}` : ""}</small></span></label></li>`;
})}</ul></fieldset>
${
  free.length === 0
    ? html`<p>${words.allConnected}</p></form>${authorisation.startedBy === "product" ? wayOut(words, authorisation) : ""}`
    : html`<p><label for="startDate">${words.startDate}</label><br>
<input type="date" id="startDate" name="startDate" value="${monthAgo}" max="${today}" required aria-describedby="start-hint"><br>
<small id="start-hint" class="quiet">${words.startHint}</small></p>
<button class="primary">${words.ok}</button></form>`
}`,
  });
}

/** The end that worked: connected, chosen for a product elsewhere, or authorised again. */
export function connectedPage(authorisation: Authorisation): Markup {
  const words = wordsIn(authorisation.locale);
  const ours = authorisation.startedBy === "product";
  const account = authorisation.accounts.find(({ externalId }) => externalId === authorisation.choice?.externalId);
  const [title, lead] =
    authorisation.kind === "reauth"
      ? [words.reauthorised, words.reauthorisedLead]
      : ours
        ? [words.connected, words.connectedLead(account?.accountName ?? "")]
        : [words.chosen, words.chosenLead];
  const confirm = ours && authorisation.kind === "onboard" && asksToConfirm(authorisation.product);
  return page({
    locale: authorisation.locale,
    title,
    body: html`<h1>${title}</h1><p>${lead}</p>${confirm ? html`<p>${words.confirmLead}</p>` : ""}
${ours ? wayOut(words, authorisation) : ""}`,
  });
}

type Failure = Exclude<Landing, "choose" | "chosen" | "reauthorised"> | "unreachable";

/** The end that did not work, and why. */
export function failurePage(way: Way, failure: Failure): Markup {
  const words = wordsIn(way.locale);
  return page({
    locale: way.locale,
    title: words.failed,
    body: html`<h1>${words.failed}</h1><p>${words.reasons[failure]}</p><p>${words.startAgain}</p>${wayOut(words, way)}`,
  });
}

/** A return URL that matches nothing: unknown session, or a state that is missing or wrong. */
export function badReturnPage(way: Way): Markup {
  const words = wordsIn(way.locale);
  return page({
    locale: way.locale,
    title: words.failed,
    body: html`<h1>${words.failed}</h1><p>${words.badReturn}</p>${wayOut(words, way)}`,
  });
}
