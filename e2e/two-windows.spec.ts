import { arrive, choose, confirm, expectBackInSage, identify, identifyToAccounts } from "./steps/journey.ts";
import { expectOneReport } from "./steps/records.ts";
import { screenOf } from "./steps/screens.ts";
import { expect, test } from "./steps/test.ts";

/** One journey in two windows: what is connected is what was on the page when its button was pressed. */

for (const script of [true, false])
  test.describe(script ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled: script });

    test("a confirmation of an outdated choice shows the page again, and connects nothing", async ({
      page,
      context,
      sage,
      company,
    }) => {
      const { authorisationId } = await arrive(page, sage);
      await identifyToAccounts(page, company);
      const accounts = page.url();
      await choose(page, "Business current account");
      const other = await context.newPage();
      await other.goto(accounts);
      await choose(other, "Business savings");
      await confirm(page);
      await expect(page.getByText("This has changed in another window")).toBeVisible();
      await expect(page.getByText("Business savings")).toBeVisible();
      expect((await sage.authorisation(authorisationId)).patchCalls).toEqual([]);
      await confirm(page);
      await expectBackInSage(page);
      await expect(page.getByText(/Business savings/).first()).toBeVisible();
      await expectOneReport(sage, authorisationId);
    });

    test("to identify as another company leads the first window back to the start, not to a fault", async ({
      page,
      context,
      sage,
      company,
      stack,
    }) => {
      await arrive(page, sage);
      const start = page.url();
      await identifyToAccounts(page, company);
      const other = await context.newPage();
      await other.goto(start);
      await identify(other, stack.variant("oneAccount"));
      await expect(screenOf(other).heading("account")).toBeVisible();
      await page.reload();
      await expect(screenOf(page).heading("identify")).toBeVisible();
      await expect(page.getByText("Business current account")).toHaveCount(0);
    });
  });

test("an account that is chosen stays in view while others are searched", async ({ page, sage, stack }) => {
  await arrive(page, sage);
  await identifyToAccounts(page, stack.variant("manyAccounts"));
  await page.getByRole("radio", { name: /^Branch 1 account/ }).check();
  await page.getByRole("searchbox").fill("branch 12");
  await expect(page.getByRole("radio", { name: /^Branch 12 account/ })).toBeVisible();
  await expect(page.getByRole("radio", { name: /^Branch 1 account/ })).toBeVisible();
  await expect(page.getByRole("radio", { name: /^Branch 3 account/ })).toBeHidden();
});
