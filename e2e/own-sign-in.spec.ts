import type { FrameLocator, Page } from "@playwright/test";
import { CURRENT_ACCOUNT, expectBackInSage, expectFailedInSage, finishInSage } from "./steps/journey.ts";
import type { Sage } from "./steps/sage.ts";
import { test as base, expect } from "./steps/test.ts";
import { sageWords } from "./steps/words.ts";

/** The sandbox's institution signs its users in itself, until the test is over. */
const test = base.extend<{ signsIn: undefined }>({
  signsIn: [
    async ({ stack }, use) => {
      const put = async (settings: object) => {
        const authorization = `Basic ${Buffer.from(stack.apiKey).toString("base64")}`;
        const headers = { authorization, "content-type": "application/json" };
        const answer = await fetch(`${stack.app}/api/settings`, {
          method: "PUT",
          headers,
          body: JSON.stringify(settings),
        });
        expect(answer.status).toBe(200);
      };
      await put({ authorizationRedirectUrl: `${stack.institutionApp}/sign-in` });
      await use(undefined);
      await put({});
    },
    { auto: true },
  ],
});

async function openSignIn(page: Page, sage: Sage, institution: string) {
  await page.goto(sage.origin);
  await page.getByRole("button", { name: sageWords.en.connectBank, exact: true }).click();
  await page.getByRole("button", { name: institution, exact: true }).click();
  const frame = page.frameLocator("iframe");
  await expect(frame.getByRole("heading", { name: `Sign in to ${institution}` })).toBeVisible();
  return { frame, authorisation: await sage.authorisationAt(page.url()) };
}

const share = (frame: FrameLocator) => frame.getByRole("button", { name: "Sign in and share all accounts" }).click();

const ways = [
  ["script", "different", "path", "redirect"],
  ["script", "equal", "path", "embed"],
  ["script", "equal", "query", "redirect"],
  ["no script", "equal", "path", "redirect"],
  ["no script", "different", "query", "embed"],
] as const;

for (const [script, stateMode, redirectStyle, authMode] of ways) {
  test.describe(() => {
    test.use({ javaScriptEnabled: script === "script" });

    test(`a person signs in at the institution, inside Sage, and is back with Sage's own state: ${[script, stateMode, redirectStyle, authMode].join(", ")}`, async ({
      page,
      stack,
      sage,
    }) => {
      await sage.set({ stateMode, redirectStyle, authMode });
      const { frame, authorisation } = await openSignIn(page, sage, stack.institution);
      await share(frame);
      await expectBackInSage(frame);
      await frame.getByRole("radio", { name: new RegExp(CURRENT_ACCOUNT) }).check();
      await finishInSage(frame);
      const { accounts, landings, patchCalls, remarks } = await sage.authorisation(authorisation.id);
      expect(accounts.map(({ accountName }) => accountName).join()).toContain(CURRENT_ACCOUNT);
      expect([accounts.length, landings, patchCalls.length]).toEqual([3, 1, 1]);
      // A card has no branch.
      expect(remarks.filter((remark) => !remark.includes("branchIdentifier"))).toEqual([]);
    });
  });
}

test("a person who would rather not is back in Sage, and Sage is told", async ({ page, stack, sage }) => {
  const { frame, authorisation } = await openSignIn(page, sage, stack.institution);
  await frame.getByRole("button", { name: "Not now" }).click();
  await expectFailedInSage(frame);
  expect(await sage.authorisation(authorisation.id)).toMatchObject({ status: "cancelled", accounts: [] });
});

test("the institution's app switches its own sign-in on and off", async ({ page, stack }) => {
  await page.goto(stack.institutionApp);
  // By keyboard: what stands below the link page moves while that grows to its height.
  await page.getByRole("button", { name: "Let customers type a one-time password" }).press("Enter");
  await expect(page.getByText("Customers type the Connection ID")).toBeVisible();
  await page.getByRole("button", { name: "Let customers sign in here" }).press("Enter");
  await expect(page.getByText("Customers sign in to this app, inside Sage.")).toBeVisible();
});
