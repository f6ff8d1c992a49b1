import { arrive, expectBackInSage, identify } from "./steps/journey.ts";
import { expectOneReport, expectReported } from "./steps/records.ts";
import { screenOf } from "./steps/screens.ts";
import { expect, type RunStack, stackNamed, test } from "./steps/test.ts";

/** Institutions that let their customers share several accounts, or that share all of them. */
const severalTest = test.extend<object, { stack: RunStack }>({
  stack: stackNamed("several", { connections: 5, accountChoice: "several" }),
});
const allTest = test.extend<object, { stack: RunStack }>({
  stack: stackNamed("all", { connections: 5, accountChoice: "all" }),
});

for (const script of [true, false])
  severalTest.describe(script ? "with script" : "without script", () => {
    severalTest.use({ javaScriptEnabled: script });

    severalTest("several accounts can be searched, selected all at once, and shared", async ({ page, stack, sage }) => {
      const { authorisationId } = await arrive(page, sage);
      const company = stack.variant("manyAccounts");
      await identify(page, company);
      await expect(page.getByRole("checkbox")).toHaveCount(14);
      await page.getByRole("button", { name: "Select all" }).click();
      await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(14);
      await page.getByRole("checkbox", { name: /Branch 3 account/ }).uncheck();
      await screenOf(page).continue.click();
      await expect(screenOf(page).heading("review")).toBeVisible();
      await page.getByRole("button", { name: "Connect accounts" }).click();
      await expectBackInSage(page);
      const { accounts } = await expectReported(sage, authorisationId, company, 13);
      expect(accounts.map(({ accountName }) => accountName).join()).not.toContain("Branch 3 account");
      await expectOneReport(sage, authorisationId);
    });
  });

allTest("an institution that shares all accounts asks for no choice", async ({ page, sage, company }) => {
  const { authorisationId } = await arrive(page, sage);
  await identify(page, company);
  await expect(screenOf(page).heading("review")).toBeVisible();
  await expect(page.getByText("Equipment loan")).toHaveCount(0);
  await page.getByRole("button", { name: "Connect accounts" }).click();
  await expectBackInSage(page);
  await expectReported(sage, authorisationId, company, 3);
});
