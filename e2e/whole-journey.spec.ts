import { confirm, connectBankInSage, finishInSage, walkToReview } from "./steps/journey.ts";
import { expectConnected, expectOneReport, expectReported, expectWaiting } from "./steps/records.ts";
import { expect, test } from "./steps/test.ts";

/**
 * The journey in Sage's frame, on another site than ours, in each way that Sage may do its part. Every pair of two
 * values in this table stands together in some row.
 */
const ways = [
  ["script", "en", "redirect", "path", "different", "authorisation_id"],
  ["no script", "fr", "embed", "query", "equal", "authorization_id"],
  ["no script", "fr", "redirect", "path", "different", "authorization_id"],
  ["no script", "en", "embed", "path", "equal", "authorisation_id"],
  ["script", "fr", "embed", "query", "different", "authorisation_id"],
  ["script", "en", "redirect", "query", "equal", "authorization_id"],
] as const;

for (const [script, locale, authMode, redirectStyle, stateMode, spelling] of ways) {
  test.describe(() => {
    test.use({ javaScriptEnabled: script === "script", locale: locale === "fr" ? "fr-FR" : "en-GB" });

    test(`a person links an account inside Sage: ${[script, locale, authMode, redirectStyle, stateMode, spelling].join(", ")}`, async ({
      page,
      stack,
      sage,
      company,
    }) => {
      await sage.set({ authMode, redirectStyle, stateMode, spelling });
      const { frame, authorisation } = await connectBankInSage(page, sage, stack.institution, locale);
      await walkToReview(frame, company, locale);
      await confirm(frame, locale);
      await expect(frame.getByRole("button", { name: "OK", exact: true })).toBeVisible();
      await expectReported(sage, authorisation.id, company);
      await expectWaiting(company);

      await finishInSage(frame, locale);
      await expectConnected(sage, authorisation.id, company);
      await expectOneReport(sage, authorisation.id);
    });
  });
}
