import { expect, type Page } from "@playwright/test";
import type { Company } from "./company.ts";
import { reviewByHttp } from "./over-http.ts";
import type { Sage, Started } from "./sage.ts";
import { type Place, screenOf } from "./screens.ts";
import { tokenIn } from "./secrets.ts";
import { type Locale, sageWords } from "./words.ts";

export const CURRENT_ACCOUNT = "Business current account";

/** Presses Connect Bank in Sage and picks the institution; our page opens in Sage's frame. */
export async function connectBankInSage(page: Page, sage: Sage, institution: string, locale: Locale = "en") {
  await page.goto(`${sage.origin}/?locale=${locale}`);
  await page.getByRole("button", { name: sageWords[locale].connectBank, exact: true }).click();
  await page.getByRole("button", { name: institution, exact: true }).click();
  const frame = page.frameLocator("iframe");
  await expect(screenOf(frame, locale).heading("identify")).toBeVisible();
  return { frame, authorisation: await sage.authorisationAt(page.url()) };
}

/** Goes where Sage sends the browser, without Sage's page around ours. */
export async function arrive(page: Page, sage: Sage, locale: Locale = "en") {
  const started = await sage.start({ locale });
  await arriveAt(page, started, locale);
  return started;
}

export async function arriveAt(page: Page, started: Started, locale: Locale = "en") {
  await page.goto(started.authUrl);
  await expect(screenOf(page, locale).heading("identify")).toBeVisible();
  tokenIn(page.url());
}

/** Types what the institution's app shows and continues. */
export async function identify(at: Place, company: Company, locale: Locale = "en") {
  const screen = screenOf(at, locale);
  await screen.connectionId.fill(company.connectionId);
  await screen.passcode.fill(await company.passcode());
  await screen.continue.click();
}

/** Step 1 done: the accounts are on the page. */
export async function identifyToAccounts(at: Place, company: Company, locale: Locale = "en") {
  await identify(at, company, locale);
  await expect(screenOf(at, locale).heading("account")).toBeVisible();
}

export async function choose(at: Place, account: string | RegExp = CURRENT_ACCOUNT, locale: Locale = "en") {
  const screen = screenOf(at, locale);
  await screen.account(new RegExp(account)).check();
  await screen.continue.click();
  await expect(screen.heading("review")).toBeVisible();
}

/** Steps 1 and 2 done: what will be shared is on the page. */
export async function walkToReview(at: Place, company: Company, locale: Locale = "en") {
  await identifyToAccounts(at, company, locale);
  await choose(at, CURRENT_ACCOUNT, locale);
}

/** Opens step 3, which was reached without a browser. */
export async function openReview(page: Page, app: string, sage: Sage, company: Company, locale: Locale = "en") {
  const { review, authorisationId } = await reviewByHttp(app, sage, company);
  await page.goto(`${review}?locale=${locale}`);
  await expect(screenOf(page, locale).heading("review")).toBeVisible();
  return { authorisationId };
}

export const confirm = (at: Place, locale: Locale = "en") => screenOf(at, locale).connect.click();

/** Back in Sage, with the account that the institution shared; `OK` makes Sage's bank account of it. */
export async function finishInSage(at: Place, locale: Locale = "en") {
  await at.getByRole("button", { name: sageWords[locale].ok, exact: true }).click();
  await expect(at.getByRole("heading", { name: sageWords[locale].connected })).toBeVisible();
}

export const expectBackInSage = (at: Place, locale: Locale = "en") =>
  expect(at.getByRole("button", { name: sageWords[locale].ok, exact: true })).toBeVisible();

export const expectFailedInSage = (at: Place, locale: Locale = "en") =>
  expect(at.getByRole("heading", { name: sageWords[locale].failed })).toBeVisible();
