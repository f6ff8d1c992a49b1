import { html } from "hono/html";
import { maskedNumber } from "../sage/authorisation.ts";
import type { BankAccount } from "../sage/bank-account.ts";
import type { Candidate } from "../sage/candidate.ts";
import { type Markup, page } from "./page.ts";
import { type Shell, shellBar, shellFields } from "./shell.ts";
import { wordsIn } from "./words.ts";

interface CandidatesProps {
  shell: Shell;
  account: BankAccount;
  candidates: (Candidate & { connected: boolean })[];
  today: string;
}

/** Accounts of the same authorisation that can be linked without going to the bank again. */
export function candidatesPage({ shell, account, candidates, today }: CandidatesProps): Markup {
  const words = wordsIn(shell.locale);
  const path = `/bank-accounts/${account.id}/more`;
  return page({
    locale: shell.locale,
    title: words.linkMore,
    bar: shellBar(shell, path),
    body: html`<h1>${words.linkMore}</h1>
${
  candidates.every((candidate) => candidate.connected)
    ? html`<p>${words.noMore}</p>`
    : html`<form method="post" action="${path}">${shellFields(shell)}
<fieldset><legend>${words.account}</legend><ul class="list">
${candidates.map(
  (
    candidate,
  ) => html`<li><label class="option"><input type="checkbox" name="candidateId" value="${candidate.id}" ${candidate.connected ? "disabled" : ""}>
<span><b>${candidate.accountName}</b><small class="quiet">${maskedNumber(candidate)}${candidate.connected ? ` · ${words.alreadyConnected}` : ""}</small></span></label></li>`,
)}</ul></fieldset>
<p><label for="startDate">${words.startDate}</label><br><input type="date" id="startDate" name="startDate" value="${today}" max="${today}" required></p>
<button class="primary">${words.linkAccounts}</button></form>`
}`,
  });
}
