import { confirm, connectBankInSage, expectBackInSage, finishInSage, walkToReview } from "./steps/journey.ts";
import { confirmByHttp, finishByHttp, reviewByHttp } from "./steps/over-http.ts";
import { expectConnected, expectOneReport, expectReported } from "./steps/records.ts";
import { expect, test } from "./steps/test.ts";
import { sageWords, words } from "./steps/words.ts";

/** Sage's notifications repeat, come late, carry less, or never come. */

const authorisation = (how: object) => ({ notification: { byKind: { authorisation: how } } });
const created = (how: object) => ({ notification: { byKind: { bankAccountCreated: how } } });

test("a person links an account although the announcement comes a second after the browser", async ({
  page,
  stack,
  sage,
  company,
}) => {
  await sage.set(authorisation({ delayMs: 1_000 }));
  const { frame, authorisation: announced } = await connectBankInSage(page, sage, stack.institution);
  await walkToReview(frame, company);
  await confirm(frame);
  await expectBackInSage(frame);
  await expectReported(sage, announced.id, company);
  await finishInSage(frame);
  await expectConnected(sage, announced.id, company);
  await expectOneReport(sage, announced.id);
});

/** No page shows any of it. */
const harmless: [what: string, options: object][] = [
  ["the announcement comes twice at once", authorisation({ delivery: "twice" })],
  ["the announcement names no bank", authorisation({ additionalData: "missing" })],
  ["the announcement carries an external id alone", authorisation({ additionalData: "external-id-only" })],
  ["the new account is announced twice at once", created({ delivery: "twice" })],
  ["the new account is announced a second late", created({ delayMs: 1_000 })],
  ["the new account is announced with its external id alone", created({ additionalData: "external-id-only" })],
];
for (const [what, options] of harmless)
  test(`a person links an account although ${what}`, async ({ stack, sage, company }) => {
    await sage.set(options);
    const { review, authorisationId } = await reviewByHttp(stack.app, sage, company);
    const home = await confirmByHttp(review);
    await expectReported(sage, authorisationId, company);
    await finishByHttp(sage, authorisationId, home);
    await expectConnected(sage, authorisationId, company);
    await expectOneReport(sage, authorisationId);
  });

for (const authMode of ["redirect", "embed"] as const)
  test(`a visit that was never announced is rejected with a support code (${authMode})`, async ({
    page,
    stack,
    sage,
  }) => {
    await sage.set({ authMode, ...authorisation({ delivery: "never" }) });
    await page.goto(sage.origin);
    await page.getByRole("button", { name: sageWords.en.connectBank, exact: true }).click();
    await page.getByRole("button", { name: stack.institution, exact: true }).click();
    const frame = page.frameLocator("iframe");
    await expect(frame.getByRole("heading", { level: 1, name: "Start again in Sage" })).toBeVisible();
    await expect(frame.getByText(words.en.supportCode)).toHaveText(/[A-Z0-9]{4}.?[A-Z0-9]{4}/);
    const record = await sage.authorisationAt(page.url());
    expect(record.patchCalls).toEqual([]);
  });

test("the end of a bank account that is announced before its beginning stays its end", async ({
  page,
  stack,
  sage,
  company,
}) => {
  const { frame, authorisation } = await connectBankInSage(page, sage, stack.institution);
  await walkToReview(frame, company);
  await confirm(frame);
  await sage.set(created({ delayMs: 600_000 }));
  await finishInSage(frame);
  const { choice } = await sage.authorisation(authorisation.id);
  await sage.setStatus(choice?.bankAccountId ?? "", "cancelled");
  await sage.advance(700);
  await expect.poll(async () => (await sage.state()).notifications.length).toBeGreaterThanOrEqual(3);
  expect(await company.accountStatus("Business current account")).not.toBe("connected");
});
