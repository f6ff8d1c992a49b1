import { arriveAt, choose, confirm, finishInSage } from "./steps/journey.ts";
import { screenOf } from "./steps/screens.ts";
import { noteSecrets } from "./steps/secrets.ts";
import { test as base, expect, type RunStack, stackNamed } from "./steps/test.ts";

/** The sandbox's institution has the public API and the link, and nothing else: with them its customer connects. */
const test = base.extend<object, { stack: RunStack }>({
  stack: stackNamed("institution-app", { connections: 1, embedded: true }),
});

for (const script of [true, false])
  test.describe(script ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled: script });

    test("a customer gets all that is needed from the institution's own app", async ({
      page,
      stack,
      sage,
      context,
    }) => {
      await page.goto(stack.institutionApp);
      if (!script) await page.getByRole("link", { name: "Open the page that helps you connect" }).click();
      const link = script ? page.frameLocator("sage-connect-bank iframe") : page;
      // One of this customer's accounts may be connected already.
      const another = link.getByRole("button", { name: "Connect another account" });
      const get = link.getByRole("button", { name: "Get a one-time password" });
      await expect(another.or(get)).toBeVisible();
      if (await another.isVisible()) await another.click();
      await get.click();
      await expect(link.locator("output")).toHaveText(/^[A-Z0-9]{6}$/);
      const passcode = (await link.locator("output").textContent()) ?? "";
      noteSecrets(passcode);
      const inSage = await context.newPage();
      await arriveAt(inSage, await sage.start());
      const screen = screenOf(inSage);
      await screen.connectionId.fill((await link.locator("code").textContent()) ?? "");
      await screen.passcode.fill(passcode);
      await screen.continue.click();
      await choose(inSage);
      await confirm(inSage);
      await finishInSage(inSage);
      if (!script) await page.getByRole("button", { name: "Check now" }).click();
      // The page looks less often where answers are slow.
      await expect(link.getByRole("heading", { name: "Your account is connected" })).toBeVisible({ timeout: 60_000 });
      if (!script) return;

      // Transactions that the institution then writes are in Sage within seconds, and the account goes from pending to
      // active.
      const account = inSage.locator("li[data-bank-account-id]").first();
      await inSage.goto(stack.sage);
      await expect(account).not.toContainText("Active");
      await page.goto(stack.institutionApp);
      await page.getByRole("button", { name: "Send five transactions to Sage" }).first().click();
      await expect(page.getByRole("status")).toContainText(/Pending|Success/);
      await expect(async () => {
        await inSage.goto(stack.sage);
        await expect(account).toContainText("Bank charges", { timeout: 1_000 });
      }).toPass();
      await expect(account.getByRole("row", { name: /Card sales.*£1,240\.50/ })).toBeVisible();
      await expect(account).not.toContainText("Pending");
      // A reload shows what became of it, and sends nothing again.
      await expect(async () => {
        await page.reload();
        await expect(page.getByRole("status")).toContainText("Success", { timeout: 1_000 });
      }).toPass();
      await inSage.reload();
      await expect(account.getByRole("row", { name: /Card sales/ })).toHaveCount(1);
    });
  });
