import { expect, type Page } from "@playwright/test";
import { arrive, choose, identify, identifyToAccounts, openReview } from "./journey.ts";
import { screenOf } from "./screens.ts";
import type { RunStack } from "./test.ts";
import type { Locale } from "./words.ts";

type Look = (what: string) => Promise<void>;

/** The three steps, each also with something wrong. */
export async function steps(page: Page, stack: RunStack, locale: Locale, look: Look) {
  const company = stack.nextCompany();
  const screen = screenOf(page, locale);
  await arrive(page, stack.sageControl, locale);
  await look("identify");
  await screen.continue.click();
  await expect(screen.problems).toBeVisible();
  await look("identify with problems");
  await identifyToAccounts(page, company, locale);
  await look("account");
  await screen.continue.click();
  await expect(screen.problems).toBeVisible();
  await look("account with a problem");
  await screen.back.click();
  await expect(screen.heading("identify")).toBeVisible();
  await look("identify again");
  await identifyToAccounts(page, stack.variant("manyAccounts"), locale);
  await look("many accounts");
  await choose(page, "Branch 2 account", locale);
  await look("review");
}

/** The ends of a journey that one may look at for a while. */
export async function ends(page: Page, stack: RunStack, locale: Locale, look: Look) {
  const sage = stack.sageControl;
  const screen = screenOf(page, locale);
  const heading = page.getByRole("heading", { level: 1 });

  await arrive(page, sage, locale);
  await identify(page, stack.variant("onlyLoan"), locale);
  await expect(heading).toHaveText(/There is no account to connect|Aucun compte à connecter/);
  await look("no account");

  for (const [status, what] of [
    [400, "refused"],
    [409, "expired"],
    [200, "finished"],
  ] as const) {
    const { authorisationId } = await openReview(page, stack.app, sage, stack.nextCompany(), locale);
    const review = page.url();
    if (status !== 200) await sage.spoilReport(authorisationId, { status, as: what });
    await screen.connect.click();
    if (status === 200) {
      await page.waitForURL(`${sage.origin}/**`);
      await page.goto(review);
    }
    await expect(page).toHaveURL(/\/outcome$/);
    await expect(screen.returnToSage).toBeVisible();
    await look(what);
  }

  await arrive(page, sage, locale);
  const address = page.url();
  await screen.cancel.click();
  await page.waitForURL(`${sage.origin}/**`);
  await page.goto(address);
  await expect(screen.returnToSage).toBeVisible();
  await look("cancelled");
}

/** Pages of those who lost their way. */
export async function strays(page: Page, stack: RunStack, locale: Locale, look: Look) {
  for (const path of ["/nowhere", `/connect/${"a".repeat(43)}/identify`, `/sage/auth?locale=${locale}`]) {
    await page.goto(stack.app + path);
    await expect(page.locator("html")).toHaveAttribute("lang", locale);
    await look(path.split("?", 1)[0] ?? path);
  }
}
