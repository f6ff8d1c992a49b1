import { html } from "hono/html";
import { type Markup, page } from "../product/page.ts";
import type { Locale } from "../sage/locale.ts";
import type { InstitutionApp } from "../setup.ts";
import type { Answer, Link, Passcode, Push, SourceAccount } from "./api.ts";
import { type InstitutionWords, institutionWords } from "./words.ts";

interface InstitutionPageProps {
  locale: Locale;
  app: InstitutionApp;
  connection: Answer<{ status: string }>;
  accounts: Answer<SourceAccount[]>;
  passcode: Answer<Passcode> | null;
  settings: Answer<{ authorizationRedirectUrl?: string | undefined }>;
  link: Answer<Link>;
  push: Answer<Push> | null;
}

/** The institution's page for its customer: Connection ID, a passcode on request, and how the feed stands. */
export function institutionPage({
  locale,
  app,
  connection,
  accounts,
  passcode,
  settings,
  link,
  push,
}: InstitutionPageProps): Markup {
  const words = institutionWords(locale);
  const own = html`<h2>${words.accounts}</h2>
${push ? pushPart(words, push) : ""}
${accounts.ok ? accountPart(words, locale, accounts.value) : problem(words, words.failed.accounts, accounts.status)}`;
  // A connected user comes for the accounts. Then the help to connect stands below them, since its frame grows as it
  // loads.
  const isConnected = accounts.ok && accounts.value.some(({ status }) => status === "connected");
  return page({
    locale,
    title: `${words.title} · ${app.name}`,
    bar: institutionBar(locale, app.name),
    body: html`<h1>${words.title}</h1>
${isConnected ? own : ""}
${link.ok ? linkPart(words, locale, app, link.value) : problem(words, words.failed.link, link.status)}
<h2>${words.byHand}</h2><p>${words.lead}</p>
<h2 id="connection-id-label">${words.connectionId}</h2>
<code class="big" data-testid="connection-id" aria-labelledby="connection-id-label">${app.connectionId}</code>
<h2 id="otp-label">${words.otp}</h2>
${passcode ? passcodePart(words, passcode) : ""}
<form method="post" action="/institution?locale=${locale}"><button class="primary">${passcode?.ok ? words.askAgain : words.ask}</button></form>
<h2>${words.status}</h2>
${connection.ok ? html`<p><span class="badge" data-testid="connection-status">${words.connectionStatuses[connection.value.status] ?? connection.value.status}</span></p>` : problem(words, words.failed.connection, connection.status)}
${isConnected ? "" : own}
${settings.ok ? modePart(words, locale, settings.value.authorizationRedirectUrl !== undefined) : ""}`,
  });
}

/** The page of a setup that names no institution. */
export function noInstitutionPage(locale: Locale): Markup {
  const words = institutionWords(locale);
  return page({
    locale,
    title: words.title,
    bar: institutionBar(locale, "–"),
    body: html`<h1>${words.title}</h1><p>${words.unset}</p>`,
  });
}

function institutionBar(locale: Locale, name: string): Markup {
  const other = locale === "en" ? "fr" : "en";
  return html`<header class="bar"><b>${name}</b><nav><a href="/institution?locale=${other}" lang="${other}">${other === "fr" ? "Français" : "English"}</a></nav></header>`;
}

function passcodePart(words: InstitutionWords, passcode: Answer<Passcode>): Markup {
  if (!passcode.ok) return problem(words, words.failed.otp, passcode.status);
  const { otp, expiry } = passcode.value;
  return html`<p role="status"><code class="big passcode" data-testid="otp" aria-labelledby="otp-label">${otp}</code><br>
<span class="quiet">${words.expires(expiry.slice(0, 16).replace("T", " "))}</span></p>`;
}

function pushPart(words: InstitutionWords, push: Answer<Push>): Markup {
  if (!push.ok) return problem(words, words.failed.push, push.status);
  return html`<p role="status" data-testid="push-status">${words.pushed(push.value.status)}</p>`;
}

function accountPart(words: InstitutionWords, locale: Locale, accounts: SourceAccount[]): Markup {
  if (accounts.length === 0) return html`<p class="quiet">${words.noAccounts}</p>`;
  return html`<ul class="list">${accounts.map(
    ({ id, accountName, accountType, currency, status }) => html`<li><div class="row"><p><b>${accountName ?? id}</b>
<span class="quiet">${[accountType, currency].filter(Boolean).join(" · ")}</span></p><span class="badge">${words.accountStatuses[status ?? ""] ?? status ?? "–"}</span></div>
${status === "connected" ? html`<form method="post" action="/institution/transactions?locale=${locale}"><input type="hidden" name="account" value="${id}"><button>${words.push}</button></form>` : ""}</li>`,
  )}</ul>`;
}

/** The ready-made page, as the institution's developers embed it; without script it opens by itself. */
function linkPart(words: InstitutionWords, locale: Locale, { apiUrl }: InstitutionApp, { token, url }: Link): Markup {
  return html`<script async src="${new URL(apiUrl).origin}/connect-bank.js"></script>
<sage-connect-bank token="${token}" locale="${locale}"><p><a href="${url}" class="button">${words.openLink}</a></p></sage-connect-bank>`;
}

function modePart({ mode }: InstitutionWords, locale: Locale, own: boolean): Markup {
  return html`<h2>${mode.title}</h2><p>${own ? mode.own : mode.typed}</p>
<form method="post" action="/institution/sign-in-mode?locale=${locale}"><input type="hidden" name="own" value="${own ? "no" : "yes"}">
<button>${own ? mode.useTyped : mode.useOwn}</button></form>`;
}

function problem(words: InstitutionWords, what: string, status: number | string): Markup {
  return html`<p class="problem" role="alert">${what} ${words.because(status)}</p>`;
}
