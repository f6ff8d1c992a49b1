import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

const STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** WCAG 2.2 AA as far as a machine can tell. Between light and dark only colours differ. */
export async function barriers(page: Page, what: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    // All that it finds in order is many times what it finds wrong, and is not looked at.
    const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode();
    const rules = colorScheme === "light" ? axe.withTags(STANDARD) : axe.withRules(["color-contrast"]);
    const { violations } = await rules.analyze();
    for (const { id, nodes } of violations)
      found.push(`${what}, ${colorScheme}: ${id} at ${nodes.map(({ target }) => target.join(" ")).join(" and ")}`);
  }
  return found;
}

// 320 × 256 is what a window of 1280 × 1024 has left at 400 %.
const SIZES = [
  { width: 320, height: 568 },
  { width: 320, height: 256 },
  { width: 750, height: 800 },
];

/** Sizes at which a page scrolls sideways. */
export async function tooWide(page: Page, what: string): Promise<string[]> {
  const found: string[] = [];
  for (const size of SIZES) {
    await page.setViewportSize(size);
    const wide = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth > clientWidth;
    });
    if (wide) found.push(`${what} at ${size.width} × ${size.height}`);
  }
  return found;
}

/** Buttons, boxes, rows and links by themselves under 44 px. A link within a sentence is as high as its line. */
export async function smallTargets(page: Page, what: string): Promise<string[]> {
  const found = await page.evaluate(() => {
    const targets = document.querySelectorAll(
      "button, a[href], input:not([type=radio], [type=checkbox], [type=hidden]), label:has([type=radio], [type=checkbox])",
    );
    return [...targets]
      .filter((element) => element.checkVisibility() && !element.closest("[aria-hidden=true]") && !inSentence(element))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && (box.height < 44 || box.width < 44))
      .map(({ element, box }) => `${element.textContent} (${Math.round(box.width)} × ${Math.round(box.height)})`);

    function inSentence(element: Element) {
      const around = element.parentElement;
      return element.tagName === "A" && around?.tagName === "P" && around.textContent !== element.textContent;
    }
  });
  return found.map((target) => `${what}: ${target}`);
}

/** Everything that a style sheet lets move. */
export const moving = (page: Page) =>
  page.evaluate(() => {
    const long = (text: string) => text.split(",").some((part) => Number.parseFloat(part) > 0.01);
    return [...document.querySelectorAll("*")]
      .filter((element) => {
        const style = getComputedStyle(element);
        const moves = style.transitionProperty !== "none" && long(style.transitionDuration);
        return moves || (style.animationName !== "none" && long(style.animationDuration));
      })
      .map(({ tagName, className }) => `${tagName} ${className}`);
  });
