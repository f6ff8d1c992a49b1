import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { arrive, confirm, walkToReview } from "./steps/journey.ts";
import { screenOf } from "./steps/screens.ts";
import { expect, test } from "./steps/test.ts";
import { ends, steps, strays } from "./steps/tour.ts";

/** WCAG 2.2 AA as far as a machine can tell, on every page, in both languages, light and dark. */

const parts = { steps, ends, strays };

for (const locale of ["en", "fr"] as const)
  for (const [part, tourOf] of Object.entries(parts))
    test.describe(() => {
      test.use({ locale: locale === "fr" ? "fr-FR" : "en-GB" });
      test(`no barrier on the ${part}, in ${locale}, light and dark`, async ({ page, stack, sage }) => {
        test.setTimeout(90_000);
        expect(sage.bankId).toBe(stack.bankId);
        const found: string[] = [];
        await tourOf(page, stack, locale, async (what) => {
          await expect(page.locator("html")).toHaveAttribute("lang", locale);
          found.push(...(await barriers(page, what)));
        });
        expect(found).toEqual([]);
      });
    });

test("no barrier while Sage is waited for, and when it did not answer", async ({ page, context, sage, company }) => {
  const { authorisationId } = await arrive(page, sage);
  await walkToReview(page, company);
  await sage.spoilReport(authorisationId, { status: 503 }, "always");
  const other = await context.newPage();
  await confirm(page);
  await other.goto(page.url());
  await expect(other.getByRole("heading", { level: 1, name: "Connecting to Sage" })).toBeVisible();
  const found = await barriers(other, "connecting");
  await other.close();
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible({ timeout: 15_000 });
  found.push(...(await barriers(page, "unreachable")));
  await screenOf(page).otherLanguage.click();
  await expect(page.getByRole("button", { name: "Réessayer" })).toBeVisible();
  found.push(...(await barriers(page, "unreachable in French")));
  expect(found).toEqual([]);
});

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

async function barriers(page: Page, what: string) {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
    for (const { id, nodes } of violations)
      found.push(`${what}, ${colorScheme}: ${id} at ${nodes.map(({ target }) => target.join(" ")).join(" and ")}`);
  }
  return found;
}
