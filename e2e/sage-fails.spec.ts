import { arrive, confirm, expectBackInSage, expectFailedInSage, finishInSage, walkToReview } from "./steps/journey.ts";
import { expectConnected, expectNothingShared, expectReported } from "./steps/records.ts";
import { screenOf } from "./steps/screens.ts";
import { expect, test } from "./steps/test.ts";

/** Sage's answers to our report, each in every way that it can go wrong. */

const passing: [what: string, action: object][] = [
  ["429 once", { status: 429, body: { message: "Too Many Requests" } }],
  ["500 once", { status: 500, body: {} }],
  ["503 once", { status: 503, headers: { "retry-after": "1" } }],
  ["a page instead of JSON", { status: 502, body: "<html>Bad Gateway</html>" }],
  ["a lost connection", { reset: true }],
  ["a lost connection after it was taken", { after: "apply-then-reset" }],
  ["500 after it was taken", { after: "apply-then-status", status: 500 }],
  ["silence", { hang: true }],
  ["silence after it was taken", { after: "apply-then-hang" }],
];
for (const [what, action] of passing)
  test(`the person does not notice that Sage answered with ${what}`, async ({ page, sage, company }) => {
    const { authorisationId } = await arrive(page, sage);
    await walkToReview(page, company);
    await sage.spoilReport(authorisationId, action);
    await confirm(page);
    await expectBackInSage(page);
    const { patchCalls } = await expectReported(sage, authorisationId, company);
    expect(patchCalls.length).toBe(2);
    await finishInSage(page);
    await expectConnected(sage, authorisationId, company);
  });

test("the token endpoint fails once and the person does not notice", async ({ page, sage, company }) => {
  const { authorisationId } = await arrive(page, sage);
  await walkToReview(page, company);
  // An unknown token is what Sage says after its keys changed; the next one is refused once.
  await sage.spoilReport(authorisationId, { status: 401, body: {} });
  await sage.spoil("/eu/oauth/token", { status: 503 });
  await confirm(page);
  await expectBackInSage(page);
  await expectReported(sage, authorisationId, company);
});

const refusals: [status: number, heading: RegExp][] = [
  [400, /Sage did not accept the connection/],
  [403, /Sage did not accept the connection/],
  [404, /Sage did not accept the connection/],
  [409, /Your session has expired/],
];
for (const [status, heading] of refusals)
  test(`Sage refuses with ${status}: the page says what to do, and the way home works`, async ({
    page,
    sage,
    company,
  }) => {
    const { authorisationId } = await arrive(page, sage);
    await walkToReview(page, company);
    await sage.spoilReport(authorisationId, { status, body: { error: { code: "Refused", message: "no" } } });
    await confirm(page);
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await expect(screenOf(page).supportCode).toBeVisible();
    await expect(page.getByRole("button", { name: "Try again" })).toHaveCount(0);
    await screenOf(page).returnToSage.click();
    await expectFailedInSage(page);
    await expectNothingShared(sage, authorisationId, company, "error");
  });

test("an authorisation that Sage let expire meanwhile ends with the way to start again", async ({
  page,
  sage,
  company,
}) => {
  const { authorisationId } = await arrive(page, sage);
  await walkToReview(page, company);
  await sage.advance(21 * 60);
  await confirm(page);
  await expect(screenOf(page).heading("expired")).toBeVisible();
  await screenOf(page).returnToSage.click();
  await expectFailedInSage(page);
  await expectNothingShared(sage, authorisationId, company, "expired");
});
