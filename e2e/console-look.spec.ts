import type { BrowserContext, Page } from "@playwright/test";
import { test as base, expect } from "./steps/browser.ts";
import { openDialog, signIn, watchConsole } from "./steps/console.ts";
import { barriers } from "./steps/look.ts";
import { arriveByHttp, linkByHttp, submit } from "./steps/over-http.ts";
import { type RunStack, stackNamed } from "./steps/test.ts";
import { version } from "./steps/version.ts";

const test = base.extend<object, { stack: RunStack }>({ stack: stackNamed("console-look", { connections: 4 }) });

/** One of each kind: a reason alone, boxes of all sorts, a row of buttons. */
const WITH_DIALOG = new Set(["connection", "institution", "people"]);

const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

/** A journey that went well, and one that stopped at a wrong password. */
async function somethingToSee(stack: RunStack) {
  const company = stack.nextCompany();
  await linkByHttp(stack.app, stack.sageControl, company);
  const account = async () => (await company.accounts()).find(({ status }) => status === "connected")?.id ?? "";
  await expect.poll(account).not.toBe("");
  await company.push(await account(), "one");
  const { token } = await arriveByHttp(stack.sageControl);
  await company.passcode();
  const entry = { connectionId: company.connectionId, passcode: "AAAAAA" };
  expect((await submit(stack.app, token, entry)).text).toContain("do not work together");
  return company;
}

/** Every page of the console by its name. */
async function pagesOf(page: Page, stack: RunStack, connectionId: string): Promise<Record<string, string>> {
  const first = async (address: string, pattern: RegExp) => {
    const text = await (await page.request.get(stack.console + address)).text();
    return pattern.exec(text)?.[1] ?? "";
  };
  const journey = await first("/find", /(\/journeys\/[0-9a-f-]{36})"/);
  const institution = await first("/institutions", /(\/institutions\/[0-9a-f-]{36})"/);
  return {
    overview: "",
    find: "/find",
    "nothing found": "/find?q=nothing-like-it",
    connection: `/connections/${connectionId}`,
    journey,
    institutions: "/institutions",
    institution,
    branding: `${institution}/branding`,
    people: "/people",
    audit: "/audit",
    account: "/account",
  };
}

async function sideways(page: Page, what: string) {
  const found: string[] = [];
  for (const size of SIZES) {
    await page.setViewportSize(size);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    if (wide) found.push(`${what} at ${size.width} px`);
  }
  return found;
}

for (const locale of ["en", "fr"] as const)
  test(`no page of the console has a barrier or scrolls sideways, in ${locale}`, async ({ browser, stack }) => {
    test.setTimeout(600_000);
    const company = await somethingToSee(stack);
    const context: BrowserContext = await browser.newContext({ reducedMotion: "reduce" });
    const complaints = watchConsole(context);
    const page = await context.newPage();
    await page.goto(`${stack.console}/sign-in`);
    // Between the languages only words differ, which may be too wide.
    const obstacles = (what: string) => (locale === "en" ? barriers(page, what) : []);
    const found = [...(await obstacles("sign-in")), ...(await sideways(page, "sign-in"))];
    await signIn(page, stack);
    const { host } = new URL(stack.app);
    await context.addCookies([
      { name: "console-locale", value: locale, domain: host.split(":")[0] ?? host, path: "/console" },
    ]);
    for (const [name, address] of Object.entries(await pagesOf(page, stack, company.connectionId))) {
      await page.goto(stack.console + address);
      await expect(page.locator("html")).toHaveAttribute("lang", locale);
      // The page of one's own account is no page of the frame.
      if (name !== "account") await expect(page.getByRole("contentinfo")).toHaveText(`Version ${version}`);
      found.push(...(await obstacles(name)), ...(await sideways(page, name)));
      await page.setViewportSize({ width: 1280, height: 800 });
      const trigger = page.locator("button[aria-haspopup=dialog]:visible").first();
      if (locale === "en" && WITH_DIALOG.has(name)) {
        await openDialog(page, trigger);
        found.push(...(await barriers(page, `${name}, a dialog`)));
        await page.keyboard.press("Escape");
        await expect(page.getByRole("dialog")).toBeHidden();
        await expect(trigger).toBeFocused();
      }
    }
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

test("the console is worked with the keyboard: / searches, arrows go through what was found", async ({
  browser,
  stack,
}) => {
  const company = await somethingToSee(stack);
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, stack);
  // The keys work once the page's script has come.
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox")).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.getByRole("searchbox").clear();
  await page.keyboard.type(company.connectionId.toUpperCase().replaceAll("-", ""));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/connections/${company.connectionId}$`));
  await page.goto(`${stack.console}/find`);
  const [first, second] = [page.locator("a[data-row]").nth(0), page.locator("a[data-row]").nth(1)];
  await expect(async () => {
    await page.keyboard.press("ArrowDown");
    await expect(first).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("ArrowDown");
  await expect(second).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(first).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/journeys\//);
  await context.close();
});

test("the overview counts what happened and its charts are there as tables", async ({ browser, stack }) => {
  await somethingToSee(stack);
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, stack);
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  const funnel = page.getByRole("figure").first();
  await expect(funnel.locator("svg .recharts-bar-rectangle").first()).toBeVisible();
  await funnel.getByText("As a table").click();
  const arrived = funnel.getByRole("row", { name: /^Arrived/ });
  await expect(arrived).toBeVisible();
  const [, count = ""] = await arrived.getByRole("cell").allTextContents();
  expect(Number(count)).toBeGreaterThanOrEqual(2);
  await expect(page.getByRole("heading", { name: "Most common problem: Wrong one-time password" })).toBeVisible();
  await page.getByRole("link", { name: "7 days" }).click();
  await expect(page.getByRole("link", { name: "7 days" })).toHaveAttribute("aria-current", "page");
  await context.close();
});
