import { test as base, expect } from "./steps/browser.ts";
import { act, openDialog, signIn, watchConsole } from "./steps/console.ts";
import { arrive, choose, confirm, finishInSage, identifyToAccounts } from "./steps/journey.ts";
import { screenOf } from "./steps/screens.ts";
import { noteSecrets } from "./steps/secrets.ts";
import { type RunStack, stackNamed } from "./steps/test.ts";

const test = base.extend<object, { stack: RunStack }>({ stack: stackNamed("support", { connections: 20 }) });

test("support finds a failed journey by its page's code, sees its page snapshots, and helps its user finish", async ({
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

test("support sees what the institution sent, what Sage said, and how the balance went, and has the customer asked again", async ({
  browser,
  stack,
}) => {
  const company = stack.nextCompany();
  const customer = await browser.newPage();
  await arrive(customer, stack.sageControl);
  await identifyToAccounts(customer, company);
  await choose(customer);
  await confirm(customer);
  await finishInSage(customer);
  const isConnected = async () => (await company.accounts()).find(({ status }) => status === "connected")?.id ?? "";
  await expect.poll(isConnected).not.toBe("");
  const accountId = await isConnected();
  await company.push(accountId, "long before", "2020-01-01");
  for (const id of ["one", "two"]) await company.push(accountId, id);

  const support = await browser.newPage();
  await signIn(support, stack);
  const page = `${stack.console}/connections/${company.connectionId}`;
  const section = (name: string) => support.locator("section", { has: support.getByRole("heading", { name }) });
  await expect(async () => {
    await support.goto(page);
    await expect(section("Statements to Sage").getByText("Taken").first()).toBeVisible({ timeout: 1_000 });
    await expect(section("Bank transactions").getByText("In Sage")).toHaveCount(2, { timeout: 1_000 });
  }).toPass();
  await expect(support.getByText("Business current account: £12.50 after the last transaction")).toBeVisible();
  await expect(section("Bank transactions").getByText("Not wanted by Sage")).toHaveCount(1);
  await expect(section("Bank transactions").getByText("all are from before the feed’s start date")).toHaveCount(1);
  const days = support.locator("figure", { hasText: "2 bank transactions of the last 60 days" });
  await days.getByText("As a table").click();
  await expect(days.getByRole("row").nth(1)).toContainText("2");

  const asked = await act(support, "Ask to authorise again");
  await expect(asked).toContainText("Sage is told within seconds");
  await expect(async () => {
    await support.goto(page);
    await expect(support.getByText("Waits for the customer, whom Sage asks")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(support.getByRole("button", { name: "Ask to authorise again" })).toBeHidden();
  await expect(section("Statements to Sage").getByText("Request to authorise again")).toBeVisible();
  await company.push(accountId, "three");
  await support.reload();
  await expect(section("Bank transactions").getByText("Waits for the customer")).toHaveCount(1);

  for (let n = 0; n < 50; n++) await company.push(accountId, `refused ${n}`, "2999-01-01");
  await support.reload();
  await expect(section("Bank transactions").getByText("The newest 50 are shown.")).toBeVisible();
  await expect(section("Bank transactions").getByText("Not wanted by Sage")).toHaveCount(0);
  await section("Bank transactions").getByRole("link", { name: "Older" }).click();
  await expect(section("Bank transactions").getByText("Not wanted by Sage")).toHaveCount(1);
  await expect(section("Bank transactions").getByRole("link", { name: "Older" })).toHaveCount(0);
  await section("Bank transactions").getByRole("link", { name: "Newest" }).click();
  await expect(section("Bank transactions").getByText("Not taken")).toHaveCount(50);
  for (const one of [customer, support]) await one.close();
});
