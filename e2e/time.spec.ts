import {
  arrive,
  confirm,
  expectFailedInSage,
  finishInSage,
  identify,
  identifyToAccounts,
  walkToReview,
} from "./steps/journey.ts";
import { expectConnected, expectNothingShared, expectWaiting } from "./steps/records.ts";
import { screenOf } from "./steps/screens.ts";
import { test } from "./steps/store.ts";
import { expect } from "./steps/test.ts";
import { SCRIPT_AND_LANGUAGE, words } from "./steps/words.ts";

/** Sage gives 20 minutes, and the institution fewer for a passcode. */

for (const [script, locale] of SCRIPT_AND_LANGUAGE)
  test.describe(`${script ? "with" : "without"} script, in ${locale}`, () => {
    test.use({ javaScriptEnabled: script, locale: locale === "fr" ? "fr-FR" : "en-GB" });

    test("the page says the time left from five minutes on, and then that it is over, with the way back", async ({
      page,
      sage,
      company,
      store,
    }) => {
      const { authorisationId } = await arrive(page, sage, locale);
      const screen = screenOf(page, locale);
      const left = page.getByRole("status").filter({ hasText: /\d minute/ });
      await expect(left).toBeHidden();
      await identifyToAccounts(page, company, locale);
      await expect(left).toBeHidden();
      await store.letPass(authorisationId, 16);
      await page.reload();
      await expect(left).toBeVisible();
      await expect(left).toHaveText(locale === "fr" ? /3 minutes/ : /3 minutes left/);

      await store.letPass(authorisationId, 4);
      await screen.continue.click();
      await expect(screen.heading("expired")).toBeVisible();
      await expect(page).toHaveTitle(words[locale].expired);
      await expect(screen.supportCode).toBeVisible();
      await screen.returnToSage.click();
      await expectFailedInSage(page, locale);
      await expectNothingShared(sage, authorisationId, company, "closed");
    });
  });

const steps = ["identify", "review"] as const;
for (const step of steps)
  test(`time that runs out at ${step} is explained when the person goes on`, async ({ page, sage, company, store }) => {
    const { authorisationId } = await arrive(page, sage);
    const screen = screenOf(page);
    if (step === "review") await walkToReview(page, company);
    await store.letPass(authorisationId, 20);
    if (step === "review") await confirm(page);
    else await identify(page, company);
    await expect(screen.heading("expired")).toBeVisible();
    await page.reload();
    await expect(screen.heading("expired")).toBeVisible();
    expect((await sage.authorisation(authorisationId)).patchCalls).toEqual([]);
  });

test("Sage's link opened after its time says so", async ({ page, sage, store }) => {
  const { authUrl, authorisationId } = await sage.start();
  await store.letPass(authorisationId, 21);
  const answer = await page.goto(authUrl);
  expect(answer?.status()).toBe(409);
  await expect(screenOf(page).heading("expired")).toBeVisible();
  await expect(screenOf(page).supportCode).toBeVisible();
});

test("a passcode that matched and has expired says so, and a fresh one goes on; a wrong one learns nothing", async ({
  page,
  sage,
  company,
  store,
}) => {
  await arrive(page, sage);
  const screen = screenOf(page);
  const passcode = await company.passcode();
  await store.expirePasscode(company.connectionId);
  await screen.connectionId.fill(company.connectionId);
  await screen.passcode.fill("AAAAAA");
  await screen.continue.click();
  await expect(screen.problems).toContainText("do not work together");
  await screen.passcode.fill(passcode);
  await screen.continue.click();
  await expect(screen.problems).toContainText("has expired");
  await expect(screen.connectionId).toHaveValue(company.connectionId);
  await identify(page, company);
  await expect(screen.heading("account")).toBeVisible();
});

test("a lost announcement of the new account is made good by asking Sage", async ({ page, sage, company, store }) => {
  const { authorisationId } = await arrive(page, sage);
  await walkToReview(page, company);
  await confirm(page);
  await sage.set({ notification: { byKind: { bankAccountCreated: { delivery: "never" } } } });
  await finishInSage(page);
  await expectWaiting(company);
  await store.letPass(authorisationId, 2);
  await store.keepHouse();
  await expectConnected(sage, authorisationId, company);
});
