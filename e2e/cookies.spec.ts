import { expect, test } from "./steps/browser.ts";
import { startCookieTrap } from "./steps/third-party.ts";

// All other tests say that no cookie was set. This one says that their browser would keep none in Sage's frame.
test("the browser of these tests keeps no cookie of a framed site, but does of a site by itself", async ({
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
