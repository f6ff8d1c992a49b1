import { type Browser, type BrowserContext, test as base, expect, type Page } from "@playwright/test";

/**
 * The browser of all tests. It keeps no cookie of a site that another one frames, as `cookies.spec.ts` proves. The
 * protocol sets this, not a switch: Chromium without windows knows no such switch. Without windows it does the same
 * work in two thirds of the time.
 */
export const test = base.extend<object, { browser: Browser }>({
  browser: [
    async ({ browser }, use) => {
      const newContext = browser.newContext.bind(browser);
      browser.newContext = async (options) => withoutFramedCookies(await newContext(options));
      await use(browser);
      browser.newContext = newContext;
    },
    { scope: "worker" },
  ],
});
export { expect };

function withoutFramedCookies(context: BrowserContext): BrowserContext {
  const newPage = context.newPage.bind(context);
  context.newPage = async () => {
    const page = await newPage();
    await keepNoFramedCookies(page);
    return page;
  };
  return context;
}

async function keepNoFramedCookies(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.setCookieControls", { enableThirdPartyCookieRestriction: true });
}
