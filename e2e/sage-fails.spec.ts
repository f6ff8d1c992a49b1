import { confirm, expectBackInSage, expectFailedInSage, finishInSage, openReview } from "./steps/journey.ts";
import { confirmByHttp, finishByHttp, reviewByHttp } from "./steps/over-http.ts";
import { expectConnected, expectNothingShared, expectReported } from "./steps/records.ts";
import { screenOf } from "./steps/screens.ts";
import { expect, test } from "./steps/test.ts";

/* Sage's answers to our report, each in every way that it can go wrong. Other tests look at the pages before the last. */

/**
 * Pictures are taken of the longest wait, a second try, and one that finds the first delivered. The others differ in
 * Sage's answer alone.
 */
const SEEN = new Set(["silence", "a gateway's 400", "a lost connection after it was taken"]);

const passing: [what: string, action: object][] = [
  ["429 once", { status: 429, body: { message: "Too Many Requests" } }],
  ["500 once", { status: 500, body: {} }],
  ["503 once", { status: 503, headers: { "retry-after": "1" } }],
  ["a page instead of JSON", { status: 502, body: "<html>Bad Gateway</html>" }],
  ["a lost connection", { reset: true }],
  ["a lost connection after it was taken", { after: "apply-then-reset" }],
  ["500 after it was taken", { after: "apply-then-status", status: 500 }],
  ["200 and a page", { status: 200, as: "html" }],
  ["200 and nothing", { status: 200, as: "empty" }],
  ["204", { status: 204 }],
  ["200 and an error in it", { status: 200, as: "refused" }],
  ["a gateway's 400", { status: 400, as: "gateway" }],
  ["a gateway's 403", { status: 403, as: "gateway" }],
  ["a gateway's 404", { status: 404, as: "html" }],
  ["a gateway's 409", { status: 409, as: "gateway" }],
  ["200 and a page after it was taken", { after: "apply-then-status", status: 200, as: "html" }],
  ["silence", { hang: true }],
  ["silence after it was taken", { after: "apply-then-hang" }],
];
for (const [what, action] of passing)
  if (SEEN.has(what))
    test(`the person does not notice that Sage answered with ${what}`, async ({ page, stack, sage, company }) => {
      const { authorisationId } = await openReview(page, stack.app, sage, company);
      await sage.spoilReport(authorisationId, action);
      await confirm(page);
      await expectBackInSage(page);
      const { patchCalls } = await expectReported(sage, authorisationId, company);
      expect(patchCalls.length).toBe(2);
      await finishInSage(page);
      await expectConnected(sage, authorisationId, company);
    });
  else
    test(`the person is led home and linked though Sage answered with ${what}`, async ({ stack, sage, company }) => {
      const { review, authorisationId } = await reviewByHttp(stack.app, sage, company);
      await sage.spoilReport(authorisationId, action);
      const home = await confirmByHttp(review);
      expect(new URL(home).origin).toBe(sage.origin);
      const { patchCalls } = await expectReported(sage, authorisationId, company);
      expect(patchCalls.length).toBe(2);
      await finishByHttp(sage, authorisationId, home);
      await expectConnected(sage, authorisationId, company);
    });

test("nothing is called connected that only a gateway has taken, or that Sage says has expired", async ({
  page,
  stack,
  sage,
  company,
}) => {
  const { authorisationId } = await openReview(page, stack.app, sage, company);
  await sage.spoilReport(authorisationId, { status: 200, as: "html" });
  await sage.spoilReport(authorisationId, { status: 409, as: "expired" });
  await confirm(page);
  // It may have expired after the gateway's answer as well as before it.
  const unsure = page.getByRole("heading", { level: 1, name: "We do not know whether Sage connected" });
  await expect(unsure).toBeVisible();
  await screenOf(page).returnToSage.click();
  await expectFailedInSage(page);
  await expectNothingShared(sage, authorisationId, company, "error");
});

test("the token endpoint fails once and the person does not notice", async ({ page, stack, sage, company }) => {
  const { authorisationId } = await openReview(page, stack.app, sage, company);
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
    stack,
    sage,
    company,
  }) => {
    const { authorisationId } = await openReview(page, stack.app, sage, company);
    await sage.spoilReport(authorisationId, { status, body: { error: { code: "Refused", message: "no" } } });
    await confirm(page);
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await expect(screenOf(page).supportCode).toBeVisible();
    await expect(page.getByRole("button", { name: "Try again" })).toHaveCount(0);
    await screenOf(page).returnToSage.click();
    await expectFailedInSage(page);
    await expectNothingShared(sage, authorisationId, company, "error");
  });

test("an authorisation that Sage let expire ends with the way to start again", async ({
  page,
  stack,
  sage,
  company,
}) => {
  const { authorisationId } = await openReview(page, stack.app, sage, company);
  await sage.advance(21 * 60);
  await confirm(page);
  await expect(screenOf(page).heading("expired")).toBeVisible();
  await screenOf(page).returnToSage.click();
  await expectFailedInSage(page);
  await expectNothingShared(sage, authorisationId, company, "expired");
});
