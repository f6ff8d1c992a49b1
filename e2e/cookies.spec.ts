import { expect, test } from "./steps/browser.ts";
import { startCookieTrap } from "./steps/third-party.ts";

// All other tests say that no cookie was set; this one says that their browser would have kept none in Sage's frame.
test("the browser of these tests keeps no cookie of a framed site, and does keep one of a site by itself", async ({
  page,
  context,
}) => {
  const trap = await startCookieTrap();
  await page.goto(trap.framed);
  await expect(page.frameLocator("iframe").getByRole("heading", { name: "framed" })).toBeVisible();
  expect(await context.cookies()).toEqual([]);

  await page.goto(trap.alone);
  expect((await context.cookies()).map(({ name }) => name)).toContain("lax");
  await trap.stop();
});
