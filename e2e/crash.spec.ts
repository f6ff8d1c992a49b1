import { arrive, confirm, expectBackInSage, finishInSage, walkToReview } from "./steps/journey.ts";
import { barriers } from "./steps/look.ts";
import { expectConnected, expectReported } from "./steps/records.ts";
import { screenOf } from "./steps/screens.ts";
import { test } from "./steps/store.ts";
import { expect } from "./steps/test.ts";

test("the app dies while Sage has the report: the person waits, tries again, and is linked once", async ({
  page,
  sage,
  company,
  store,
}) => {
  const { authorisationId } = await arrive(page, sage);
  await walkToReview(page, company);
  const review = page.url();
  await sage.spoilReport(authorisationId, { after: "apply-then-hang" });
  await confirm(page);
  await expect.poll(async () => (await sage.authorisation(authorisationId)).status).toBe("success");
  await store.crash();
  await store.askedJustNow(authorisationId);

  await page.goto(review);
  await expect(page.getByRole("heading", { level: 1, name: "Connecting to Sage" })).toBeVisible();
  await expect(screenOf(page).supportCode).toBeVisible();
  const found = await barriers(page, "connecting");

  await store.giveUpOn(authorisationId);
  await page.goto(review);
  await expect(page.getByRole("heading", { level: 1, name: "Sage did not answer" })).toBeVisible();
  found.push(...(await barriers(page, "unreachable")));
  await screenOf(page).otherLanguage.click();
  await expect(page.getByRole("heading", { level: 1, name: "Sage n’a pas répondu" })).toBeVisible();
  found.push(...(await barriers(page, "unreachable in French")));
  expect(found).toEqual([]);

  await page.getByRole("button", { name: "Réessayer" }).click();
  await expectBackInSage(page);
  await expectReported(sage, authorisationId, company);
  await finishInSage(page);
  await expectConnected(sage, authorisationId, company);
});
