import { arrive, identifyToAccounts, walkToReview } from "./steps/journey.ts";
import { barriers, moving, smallTargets, tooWide } from "./steps/look.ts";
import { screenOf } from "./steps/screens.ts";
import { expect, test } from "./steps/test.ts";
import { ends, steps, strays } from "./steps/tour.ts";

/**
 * Every page in both languages, light and dark, from a small phone to a 400 % zoom. Also for fingers and for other ways
 * of seeing.
 */

for (const locale of ["en", "fr"] as const)
  for (const [part, tourOf] of Object.entries({ steps, ends, strays }))
    test.describe(() => {
      test.use({ locale: locale === "fr" ? "fr-FR" : "en-GB" });
      test(`the ${part} of a journey have no barrier, fit every width and every finger, in ${locale}`, async ({
        page,
        stack,
        sage,
      }) => {
        await sage.mend();
        const found: string[] = [];
        const wide: string[] = [];
        const small: string[] = [];
        await tourOf(page, stack, locale, async (what) => {
          await expect(page.locator("html")).toHaveAttribute("lang", locale);
          found.push(...(await barriers(page, what)));
          wide.push(...(await tooWide(page, what)));
          small.push(...(await smallTargets(page, what)));
        });
        expect.soft(found, "barriers").toEqual([]);
        expect.soft(wide, "pages that scroll sideways").toEqual([]);
        expect.soft(small, "targets under 44 px").toEqual([]);
      });
    });

for (const locale of ["en", "fr"] as const)
  test.describe(() => {
    test.use({ viewport: { width: 320, height: 300 }, locale: locale === "fr" ? "fr-FR" : "en-GB" });
    test(`in a frame of 300 px the heading and the first box with its label are in view, in ${locale}`, async ({
      page,
      sage,
    }) => {
      await arrive(page, sage, locale);
      const screen = screenOf(page, locale);
      await expect(screen.heading("identify")).toBeInViewport({ ratio: 1 });
      await expect(screen.connectionId).toBeInViewport({ ratio: 1 });
      await expect(page.locator("label[for=connectionId]")).toBeInViewport({ ratio: 1 });
    });
  });

test("with forced colours everything that can be used can be told apart", async ({ page, sage, company }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await arrive(page, sage);
  const screen = screenOf(page);
  for (const control of [screen.connectionId, screen.passcode, screen.continue])
    await expect(control).not.toHaveCSS("border-top-width", "0px");
  await identifyToAccounts(page, company);
  await screen.account(/Business savings/).check();
  await screen.continue.click();
  await expect(screen.heading("review")).toBeVisible();
  await expect(screen.connect).not.toHaveCSS("border-top-width", "0px");
});

test("with reduced motion nothing moves", async ({ page, sage, company }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await arrive(page, sage);
  // The warning that time is short does not move: it waits, and is there.
  const seen = async () => (await moving(page)).filter((name) => !name.includes("shown-later"));
  expect(await seen()).toEqual([]);
  await walkToReview(page, company);
  expect(await seen()).toEqual([]);
});
