import type { Page } from "@playwright/test";
import { connectBankInSage, finishInSage } from "./steps/journey.ts";
import { expectConnected, expectOneReport } from "./steps/records.ts";
import { screenOf } from "./steps/screens.ts";
import { expect, test } from "./steps/test.ts";

for (const script of [true, false])
  test.describe(script ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled: script });

    test("the whole journey is done with the keyboard alone", async ({ page, stack, sage, company }) => {
      const { frame, authorisation } = await connectBankInSage(page, sage, stack.institution);
      const screen = screenOf(frame);
      await tabTo(page, screen.connectionId);
      await page.keyboard.type(company.connectionId);
      await tabTo(page, screen.passcode);
      await page.keyboard.type(await company.passcode());
      await tabTo(page, screen.continue);
      await page.keyboard.press("Enter");

      await expect(screen.heading("account")).toBeVisible();
      await tabTo(page, frame.getByRole("radio").first());
      await page.keyboard.press("ArrowDown");
      await expect(frame.getByRole("radio", { name: /Business savings/ })).toBeChecked();
      await page.keyboard.press("ArrowUp");
      await expect(frame.getByRole("radio", { name: /Business current/ })).toBeChecked();
      await tabTo(page, screen.continue);
      await page.keyboard.press("Space");

      await expect(screen.heading("review")).toBeVisible();
      await tabTo(page, screen.connect);
      await page.keyboard.press("Enter");
      await finishInSage(frame);
      await expectConnected(sage, authorisation.id, company);
      await expectOneReport(sage, authorisation.id);
    });
  });

/** Presses Tab until the control has the focus, which has to be seen. */
async function tabTo(page: Page, control: ReturnType<Page["locator"]>) {
  const isFocused = () => control.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 25 && !(await isFocused()); presses++) await page.keyboard.press("Tab");
  await expect(control).toBeFocused();
  const outlined = () =>
    control.evaluate((element) =>
      [element, element.closest("label")].some((one) => {
        if (!one) return false;
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
      }),
    );
  // Polled, since on a slow machine the first Tab can come before the page's style has arrived.
  await expect.poll(outlined, "the focus is visible").toBe(true);
}
