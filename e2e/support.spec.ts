import { test as base, expect } from "@playwright/test";
import { openDialog, signIn, watchConsole } from "./steps/console.ts";
import { arrive, choose, confirm, finishInSage } from "./steps/journey.ts";
import { screenOf } from "./steps/screens.ts";
import { noteSecrets } from "./steps/secrets.ts";
import { type RunStack, stackNamed } from "./steps/test.ts";

const test = base.extend<object, { stack: RunStack }>({ stack: stackNamed("support", { connections: 20 }) });

test("support finds a journey that went wrong by the code on its page, sees what its user saw, and helps them finish", async ({
  browser,
  stack,
}) => {
  const sage = stack.sageControl;
  const company = stack.nextCompany();
  const customer = await browser.newPage();
  const context = await browser.newContext();
  const complaints = watchConsole(context);
  const support = await context.newPage();

  const started = await arrive(customer, sage);
  const screen = screenOf(customer);
  await screen.connectionId.fill(company.connectionId);
  await company.passcode();
  await screen.passcode.fill("AAAAAA");
  await screen.continue.click();
  await expect(screen.problems).toBeVisible();
  const code = (await screen.supportCode.locator("span").textContent()) ?? "";

  await signIn(support, stack);
  await support.getByRole("searchbox").fill(code.toLowerCase().replace("-", " "));
  await support.keyboard.press("Enter");
  await expect(support.getByRole("heading", { level: 1 })).toContainText(code);
  await expect(support.getByText("did not belong together")).toBeVisible();

  const seen = support.frameLocator("iframe");
  await expect(seen.getByRole("heading", { name: "Connect your bank account to Sage" })).toBeVisible();
  await expect(seen.getByText("do not work together").first()).toBeVisible();
  await expect(seen.getByLabel("Connection ID")).toHaveValue(
    new RegExp(`^${company.connectionId.slice(0, 4)}•+${company.connectionId.slice(-4)}$`),
  );
  await expect(seen.getByLabel("One-time password")).toHaveValue("••••••");

  const dialog = await openDialog(support, support.getByRole("button", { name: "Issue a one-time password" }));
  await dialog.getByLabel("Reason").fill("The customer mistyped it");
  await dialog.getByRole("button", { name: "Issue" }).click();
  await expect(dialog.locator("output")).toHaveText(/^[A-Z0-9]{6}$/);
  const passcode = (await dialog.locator("output").textContent()) ?? "";
  noteSecrets(passcode);

  await screen.passcode.fill(passcode);
  await screen.continue.click();
  await expect(screen.heading("account")).toBeVisible();
  await choose(customer);
  await confirm(customer);
  await finishInSage(customer);
  await expect.poll(async () => (await sage.authorisation(started.authorisationId)).status).toBe("success");

  await support.reload();
  await expect(support.getByText("All is well: the account is connected.")).toBeVisible();
  expect(complaints).toEqual([]);
  await customer.close();
  await context.close();
});
