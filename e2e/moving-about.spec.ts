import {
  arrive,
  arriveAt,
  choose,
  confirm,
  expectBackInSage,
  identify,
  identifyToAccounts,
  walkToReview,
} from "./steps/journey.ts";
import { expectOneReport, expectReported } from "./steps/records.ts";
import { screenOf } from "./steps/screens.ts";
import { tokenIn } from "./steps/secrets.ts";
import { expect, test } from "./steps/test.ts";

/** Back, reload, double clicks, two tabs, addresses by hand: nothing strands anyone, nothing happens twice. */

for (const script of [true, false])
  test.describe(script ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled: script });

    test("a double click on Continue and on Connect account counts once", async ({ page, sage, company }) => {
      const { authorisationId } = await arrive(page, sage);
      const screen = screenOf(page);
      await screen.connectionId.fill(company.connectionId);
      await screen.passcode.fill(await company.passcode());
      await screen.continue.dblclick();
      await expect(screen.heading("account")).toBeVisible();
      await screen.account(/Business current account/).check();
      await screen.continue.dblclick();
      await expect(screen.heading("review")).toBeVisible();
      await screen.connect.dblclick();
      await expectBackInSage(page);
      await expectReported(sage, authorisationId, company);
      await expectOneReport(sage, authorisationId);
    });

    test("reload keeps every step where it is", async ({ page, sage, company }) => {
      await arrive(page, sage);
      const screen = screenOf(page);
      await page.reload();
      await expect(screen.heading("identify")).toBeVisible();
      await identifyToAccounts(page, company);
      await page.reload();
      await expect(screen.heading("account")).toBeVisible();
      await choose(page);
      await page.reload();
      await expect(screen.heading("review")).toBeVisible();
      await confirm(page);
      await expectBackInSage(page);
      await page.reload();
      await expectBackInSage(page);
    });

    test("Back in the browser leads through the steps, and forward again", async ({ page, sage, company }) => {
      const { authorisationId } = await arrive(page, sage);
      const screen = screenOf(page);
      await identifyToAccounts(page, company);
      await page.goBack();
      await expect(screen.heading("identify")).toBeVisible();
      await page.goForward();
      await choose(page, "Business savings");
      await page.goBack();
      await expect(screen.heading("account")).toBeVisible();
      await page.reload();
      await expect(screen.account(/Business savings/)).toBeChecked();
      await choose(page, "Company card");
      await confirm(page);
      await expectBackInSage(page);
      const { accounts } = await expectReported(sage, authorisationId, company);
      expect(accounts[0]?.accountName).toContain("Company card");
    });

    test("Back to the first step says how to go on, and a fresh password starts over", async ({
      page,
      stack,
      sage,
      company,
    }) => {
      const { authorisationId } = await arrive(page, sage);
      const screen = screenOf(page);
      await identifyToAccounts(page, company);
      await screen.back.click();
      await expect(screen.heading("identify")).toBeVisible();
      await expect(page.getByText(/entered a one-time password here before/)).toBeVisible();
      const other = stack.nextCompany();
      await walkToReview(page, other);
      await confirm(page);
      await expectBackInSage(page);
      await expectReported(sage, authorisationId, other);
    });

    test("the same password typed again after Back in the browser leads on", async ({ page, sage, company }) => {
      const { authorisationId } = await arrive(page, sage);
      const screen = screenOf(page);
      const passcode = await company.passcode();
      for (const round of ["first", "again"]) {
        if (round === "again") await page.goBack();
        await screen.connectionId.fill(company.connectionId);
        await screen.passcode.fill(passcode);
        await screen.continue.click();
        await expect(screen.heading("account"), round).toBeVisible();
      }
      await choose(page);
      await confirm(page);
      await expectBackInSage(page);
      await expectOneReport(sage, authorisationId);
    });

    test("the language switch keeps the step and everything typed", async ({ page, sage, company }) => {
      await arrive(page, sage);
      const english = screenOf(page);
      const french = screenOf(page, "fr");
      await english.connectionId.fill(company.connectionId);
      await english.passcode.fill("abc-123");
      await english.otherLanguage.click();
      await expect(french.heading("identify")).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("lang", "fr");
      await expect(french.connectionId).toHaveValue(company.connectionId);
      await expect(french.passcode).toHaveValue("abc-123");

      await identifyToAccounts(page, company, "fr");
      await french.account(/Business savings/).check();
      await french.otherLanguage.click();
      await expect(english.heading("account")).toBeVisible();
      await expect(english.account(/Business savings/)).toBeChecked();
      await english.continue.click();
      await expect(english.heading("review")).toBeVisible();
      await english.otherLanguage.click();
      await expect(french.heading("review")).toBeVisible();
      await confirm(page, "fr");
      await expectBackInSage(page);
    });

    test("?locale in the address chooses the language for the rest of the journey", async ({ page, sage, company }) => {
      await arrive(page, sage);
      await page.goto(`${page.url()}?locale=fr`);
      await expect(screenOf(page, "fr").heading("identify")).toBeVisible();
      await identifyToAccounts(page, company, "fr");
      await expect(screenOf(page, "fr").heading("account")).toBeVisible();
    });
  });

test("Sage's own locale parameter is followed", async ({ page, sage }) => {
  const { authUrl } = await sage.start();
  await page.goto(`${authUrl}&locale=fr`);
  await expect(screenOf(page, "fr").heading("identify")).toBeVisible();
});

test("two tabs of one journey end as one", async ({ page, context, sage, company }) => {
  const started = await arrive(page, sage);
  const second = await context.newPage();
  await arriveAt(second, started);
  await walkToReview(page, company);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(screenOf(other).heading("review")).toBeVisible();
  await Promise.all([confirm(page), confirm(other)]);
  await Promise.all(
    [page, other].map((tab) =>
      tab.waitForURL((url) => url.origin === sage.origin || url.pathname.endsWith("/outcome")),
    ),
  );
  for (const tab of [page, other])
    await expect(tab.getByRole("button", { name: "OK" }).or(screenOf(tab).returnToSage)).toBeVisible();
  await expectReported(sage, started.authorisationId, company);
  expect((await sage.authorisation(started.authorisationId)).patchCalls).toHaveLength(1);
  // The tab that stayed at the first step learns that the journey is over, and how to go home.
  await second.reload();
  await expect(screenOf(second).returnToSage).toBeVisible();
});

test("a finished journey shows its result when it is opened again, with the way home", async ({
  page,
  sage,
  company,
}) => {
  const { authorisationId } = await arrive(page, sage);
  await walkToReview(page, company);
  const review = page.url();
  await confirm(page);
  await expectBackInSage(page);
  for (const address of [review, review.replace("/review", "/account"), review.replace("/review", "")]) {
    await page.goto(address);
    await expect(page.getByRole("heading", { name: "You are done here" })).toBeVisible();
    await expect(screenOf(page).supportCode).toBeVisible();
  }
  await screenOf(page).returnToSage.click();
  await expectBackInSage(page);
  await expectOneReport(sage, authorisationId);
});

test("the address of a later step leads to the step that fits", async ({ page, sage, company }) => {
  await arrive(page, sage);
  const first = page.url();
  for (const step of ["account", "review", "outcome"]) {
    await page.goto(first.replace("/identify", `/${step}`));
    await expect(screenOf(page).heading("identify")).toBeVisible();
  }
  await identifyToAccounts(page, company);
  for (const step of ["review", "outcome", "identify"]) {
    await page.goto(page.url().replace(/\/[a-z]+$/, `/${step}`));
    await expect(screenOf(page).heading("account")).toBeVisible();
  }
});

test("an address that no journey has says where to start", async ({ page, stack }) => {
  for (const path of [
    `/connect/${"a".repeat(43)}/identify`,
    `/connect/${"a".repeat(43)}`,
    "/connect/torn/review",
    "/nowhere",
  ]) {
    const answer = await page.goto(stack.app + path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { level: 1, name: "Start in Sage" })).toBeVisible();
  }
});

test("the address changes when the passcode was right, and the old one asks for it again", async ({
  page,
  sage,
  company,
}) => {
  await arrive(page, sage);
  const before = tokenIn(page.url());
  await identify(page, company);
  await expect(screenOf(page).heading("account")).toBeVisible();
  expect(tokenIn(page.url())).not.toBe(before);
  await page.goto(page.url().replace(tokenIn(page.url()), before));
  await expect(screenOf(page).heading("identify")).toBeVisible();
});
