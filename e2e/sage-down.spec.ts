import { arrive, confirm, expectBackInSage, expectFailedInSage, finishInSage, walkToReview } from "./steps/journey.ts";
import { expectConnected, expectNothingShared, expectReported } from "./steps/records.ts";
import { screenOf } from "./steps/screens.ts";
import { expect, test } from "./steps/test.ts";

/** Sage cannot be reached for longer than a person waits. */

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("Sage is down: the page says so, keeps the choice, and Try again links", async ({ page, sage, company }) => {
    const { authorisationId } = await arrive(page, sage);
    await walkToReview(page, company);
    await sage.spoilReport(authorisationId, { status: 503 }, "always");
    await confirm(page);
    await expect(page.getByRole("heading", { level: 1, name: "Sage did not answer" })).toBeVisible({
      timeout: 45_000,
    });
    await expect(screenOf(page).supportCode).toBeVisible();
    await page.reload();
    await sage.mend();
    await page.getByRole("button", { name: "Try again" }).click();
    await expectBackInSage(page);
    await expectReported(sage, authorisationId, company);
    await finishInSage(page);
    await expectConnected(sage, authorisationId, company);
  });
});

test("Sage took the report and never said so: Try again finds it delivered", async ({ page, sage, company }) => {
  const { authorisationId } = await arrive(page, sage);
  await walkToReview(page, company);
  await sage.spoilReport(authorisationId, { after: "apply-then-hang" });
  await sage.spoilReport(authorisationId, { status: 503 }, "always");
  await confirm(page);
  await expect(page.getByRole("heading", { level: 1, name: "Sage did not answer" })).toBeVisible({ timeout: 45_000 });
  await sage.mend();
  await page.getByRole("button", { name: "Try again" }).click();
  await expectBackInSage(page);
  await expectReported(sage, authorisationId, company);
});

test("giving up while Sage is down goes home and shares nothing", async ({ page, sage, company }) => {
  const { authorisationId } = await arrive(page, sage);
  await walkToReview(page, company);
  await sage.spoilReport(authorisationId, { status: 503 }, "always");
  await confirm(page);
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible({ timeout: 45_000 });
  await sage.mend();
  await screenOf(page).returnToSage.click();
  await expectFailedInSage(page);
  await expectNothingShared(sage, authorisationId, company, "error");
});
