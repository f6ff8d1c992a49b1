import type { Page } from "@playwright/test";
import { arrive, identifyToAccounts, walkToReview } from "./steps/journey.ts";
import { screenOf } from "./steps/screens.ts";
import { expect, test } from "./steps/test.ts";
import { ends, steps, strays } from "./steps/tour.ts";

/** From a small phone to a 400 % zoom, in small frames, for fingers and for other ways of seeing. */

// 320 × 256 is what a window of 1280 × 1024 has left at 400 %.
const sizes = [
  { width: 320, height: 568 },
  { width: 320, height: 256 },
  { width: 750, height: 800 },
];

for (const locale of ["en", "fr"] as const)
  for (const [part, tourOf] of Object.entries({ steps, ends, strays }))
    test.describe(() => {
      test.use({ locale: locale === "fr" ? "fr-FR" : "en-GB" });
      test(`the ${part} fit every width and every finger, in ${locale}`, async ({ page, stack, sage }) => {
        test.setTimeout(90_000);
        expect(sage.bankId).toBe(stack.bankId);
        const wide: string[] = [];
        const small: string[] = [];
        await tourOf(page, stack, locale, async (what) => {
          for (const size of sizes) {
            await page.setViewportSize(size);
            if (await scrollsSideways(page)) wide.push(`${what} at ${size.width} × ${size.height}`);
          }
          small.push(...(await smallTargets(page)).map((target) => `${what}: ${target}`));
        });
        expect(wide, "pages that scroll sideways").toEqual([]);
        expect(small, "targets under 44 px").toEqual([]);
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
  const moving = () =>
    page.evaluate(() =>
      [...document.querySelectorAll("*")]
        .filter((element) => {
          const { transitionDuration, animationName, animationDuration } = getComputedStyle(element);
          const long = (text: string) => text.split(",").some((part) => Number.parseFloat(part) > 0.01);
          return long(transitionDuration) || (animationName !== "none" && long(animationDuration));
        })
        .map(({ tagName, className }) => `${tagName} ${className}`),
    );
  // What appears when time is short does not move: it waits, and is there.
  const waiting = (name: string) => !name.includes("shown-later");
  expect((await moving()).filter(waiting)).toEqual([]);
  await walkToReview(page, company);
  expect((await moving()).filter(waiting)).toEqual([]);
});

const scrollsSideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** Buttons, boxes, rows and links by themselves; a link within a sentence is as high as its line. */
const smallTargets = (page: Page) =>
  page.evaluate(() => {
    const targets = document.querySelectorAll(
      "button, a[href], input:not([type=radio], [type=checkbox], [type=hidden]), label:has(input[type=radio], input[type=checkbox])",
    );
    return [...targets]
      .filter((element) => element.checkVisibility() && !element.closest("[aria-hidden=true]"))
      .filter((element) => !inSentence(element))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && (box.height < 44 || box.width < 44))
      .map(
        ({ element, box }) =>
          `${element.textContent || element.getAttribute("name")} (${Math.round(box.width)} × ${Math.round(box.height)})`,
      );

    function inSentence(element: Element) {
      const around = element.parentElement;
      return element.tagName === "A" && around?.tagName === "P" && around.textContent !== element.textContent;
    }
  });
