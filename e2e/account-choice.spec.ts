import {
  arrive,
  confirm,
  expectBackInSage,
  expectFailedInSage,
  finishInSage,
  identify,
  identifyToAccounts,
} from "./steps/journey.ts";
import { expectConnected, expectNothingShared, expectReported } from "./steps/records.ts";
import { screenOf } from "./steps/screens.ts";
import { expect, test } from "./steps/test.ts";

/** Which accounts a person may choose, by what the company has and what its institution says. */

test("all that tells accounts apart is on the page, and a loan cannot be chosen", async ({ page, sage, company }) => {
  await arrive(page, sage);
  await identifyToAccounts(page, company);
  await expect(page.getByRole("radio")).toHaveCount(4);
  for (const name of [
    /Business current account.*ending 6819.*GBP/,
    /Business savings.*ending 6827/,
    /Company card.*ending 8210/,
  ])
    await expect(page.getByRole("radio", { name })).toBeEnabled();
  const loan = page.getByRole("radio", { name: /Equipment loan.*Not supported by Sage/ });
  await expect(loan).toBeDisabled();
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
});

test("going on without a choice says what to do", async ({ page, sage, company }) => {
  await arrive(page, sage);
  await identifyToAccounts(page, company);
  const screen = screenOf(page);
  await screen.continue.click();
  await expect(screen.problems).toBeFocused();
  await expect(page).toHaveTitle(/^Error: /);
  await screen.problems.getByRole("link").click();
  await expect(page.getByRole("radio").first()).toBeFocused();
});

test("a single account is chosen already", async ({ page, stack, sage }) => {
  await arrive(page, sage);
  await identifyToAccounts(page, stack.variant("oneAccount"));
  await expect(page.getByRole("radio")).toBeChecked();
  await screenOf(page).continue.click();
  await expect(screenOf(page).heading("review")).toBeVisible();
});

for (const variant of ["noAccount", "onlyLoan"] as const)
  test(`a company with ${variant} reads whom to ask, and can go home`, async ({ page, stack, sage }) => {
    const { authorisationId } = await arrive(page, sage);
    const company = stack.variant(variant);
    await identify(page, company);
    await expect(page.getByRole("heading", { level: 1, name: "There is no account to connect" })).toBeVisible();
    await expect(page.getByText("Ask Sample Bank to add the account")).toBeVisible();
    await expect(page.getByText(/no loans/)).toHaveCount(variant === "onlyLoan" ? 1 : 0);
    await screenOf(page).otherLanguage.click();
    await expect(page.getByRole("heading", { level: 1, name: "Aucun compte à connecter" })).toBeVisible();
    await screenOf(page, "fr").returnToSage.click();
    await expectFailedInSage(page);
    await expectNothingShared(sage, authorisationId, company, "cancelled");
  });

test("an account that is connected already says so, and goes to Sage again beside a new one", async ({
  page,
  sage,
  company,
}) => {
  const first = await arrive(page, sage);
  await identifyToAccounts(page, company);
  await screenOf(page)
    .account(/Business savings/)
    .check();
  await screenOf(page).continue.click();
  await confirm(page);
  await finishInSage(page);
  await expectConnected(sage, first.authorisationId, company, "Business savings");

  const second = await arrive(page, sage);
  await identifyToAccounts(page, company);
  await expect(page.getByRole("radio", { name: /Business savings.*Already connected/ })).toBeVisible();
  await screenOf(page)
    .account(/Company card/)
    .check();
  await screenOf(page).continue.click();
  await confirm(page);
  await expectBackInSage(page);
  const { accounts } = await expectReported(sage, second.authorisationId, company, 2);
  expect(accounts.map(({ accountName }) => accountName).join()).toMatch(/(savings.*card|card.*savings)/i);
});

for (const script of [true, false])
  test.describe(script ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled: script });

    test("more than ten accounts can be searched", async ({ page, stack, sage }) => {
      await arrive(page, sage);
      await identifyToAccounts(page, stack.variant("manyAccounts"));
      await expect(page.getByRole("radio")).toHaveCount(14);
      await page.getByLabel("Search accounts").fill("branch 7");
      if (!script) await page.getByRole("button", { name: "Search", exact: true }).click();
      await expect(page.getByRole("radio")).toHaveCount(1);
      await screenOf(page)
        .account(/Branch 7 account/)
        .check();
      await screenOf(page).continue.click();
      await expect(screenOf(page).heading("review")).toBeVisible();
      await expect(page.getByText("Branch 7 account")).toBeVisible();
    });
  });

test("Sage is told the accounts that share an authorisation, and no others", async ({ page, stack, sage, company }) => {
  const { authorisationId } = await arrive(page, sage);
  await identifyToAccounts(page, company);
  await screenOf(page)
    .account(/Business current account/)
    .check();
  await screenOf(page).continue.click();
  await confirm(page);
  await finishInSage(page);
  const { externalId } = await expectConnected(sage, authorisationId, company);

  const { name, value } = stack.secrets.notificationHeader;
  const address = `${stack.app}/sage/availableaccounts?externalId=${externalId}`;
  const answer = await fetch(address, { headers: { [name]: value } });
  expect(answer.status).toBe(200);
  const accounts = (await answer.json()) as Record<string, unknown>[];
  expect(accounts.map(({ accountType }) => accountType).sort()).toEqual(["business", "creditCard", "savings"]);
  for (const account of accounts) {
    expect(account).toMatchObject({ bankIdentifier: company.companyId, accountName: expect.any(String) });
    expect(account).toMatchObject({
      externalId: expect.any(String),
      accountIdentifier: expect.stringMatching(/^\d+$/),
    });
  }
  expect(accounts.map((account) => account.externalId)).toContain(externalId);
});
