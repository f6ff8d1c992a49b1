import { connectBankInSage, expectFailedInSage, identifyToAccounts, walkToReview } from "./steps/journey.ts";
import { expectNothingShared } from "./steps/records.ts";
import { screenOf } from "./steps/screens.ts";
import { expect, test } from "./steps/test.ts";

/** Every step, with script or without: the button is the same on each. */
const ways = [
  [true, "identify"],
  [false, "account"],
  [true, "review"],
  [false, "review"],
] as const;

for (const [script, step] of ways)
  test.describe(script ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled: script });

    test(`Cancel at ${step} goes home, and Sage knows that nothing will come`, async ({
      page,
      stack,
      sage,
      company,
    }) => {
      const { frame, authorisation } = await connectBankInSage(page, sage, stack.institution);
      if (step === "account") await identifyToAccounts(frame, company);
      if (step === "review") await walkToReview(frame, company);
      await screenOf(frame).cancel.click();
      await expectFailedInSage(frame);
      await expect(frame.getByText("You cancelled at your bank.")).toBeVisible();
      await expectNothingShared(sage, authorisation.id, company, "cancelled");
    });
  });

test("Cancel in French, while Sage cannot be reached, goes home all the same", async ({
  page,
  stack,
  sage,
  company,
}) => {
  const { frame, authorisation } = await connectBankInSage(page, sage, stack.institution, "en");
  await sage.spoilReport(authorisation.id, { status: 400, as: "refused" });
  await screenOf(frame).otherLanguage.click();
  await screenOf(frame, "fr").cancel.click();
  await expectFailedInSage(frame);
  await expectNothingShared(sage, authorisation.id, company, "closed");
});
