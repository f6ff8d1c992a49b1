import { type BrowserContext, expect, type Locator, type Page } from "@playwright/test";
import { noteSecrets } from "./secrets.ts";
import type { RunStack } from "./test.ts";

/**
 * Signs support staff in with a password, in a window of their own. A person with a password from an administrator chooses
 * their own first, and has it from then on.
 */
export async function signIn(page: Page, stack: RunStack, person = stack.administrator) {
  noteSecrets(person.password);
  await page.goto(stack.console);
  const console = page.getByRole("navigation", { name: "Console" });
  // A form that is sent before its script has come is shown again, empty.
  await expect(async () => {
    const first = page.getByRole("heading", { name: "Your account" });
    if (!(await console.isVisible()) && !(await first.isVisible())) await trySignIn(page, person);
    await expect(console.or(first)).toBeVisible({ timeout: 5_000 });
    if (await first.isVisible()) await chooseOwnPassword(page, person);
    await expect(console).toBeVisible({ timeout: 5_000 });
  }).toPass();
}

/** Takes a password of their own in place of the one that they were given. */
export async function chooseOwnPassword(page: Page, person: { password: string }) {
  const wanted = `own ${person.password} words`;
  noteSecrets(wanted);
  await changePassword(page, person.password, wanted);
  await expect(page.getByText("Changed.")).toBeVisible();
  person.password = wanted;
  await page.getByRole("link", { name: "Go on to the console" }).click();
}

/** Sends the form for one's own password once. */
export async function changePassword(page: Page, current: string, wanted: string, again = wanted) {
  await page.getByLabel("Password until now").fill(current);
  await page.getByLabel("New password", { exact: true }).fill(wanted);
  await page.getByLabel("New password once more").fill(again);
  await page.getByRole("button", { name: "Change the password" }).click();
}

/** Sends the sign-in form once. */
export async function trySignIn(page: Page, person: { email: string; password: string }) {
  await page.getByLabel("E-mail").fill(person.email, { timeout: 5_000 });
  await page.getByLabel("Password").fill(person.password, { timeout: 5_000 });
  await page.getByRole("button", { name: "Sign in" }).click({ timeout: 5_000 });
}

/** Opens the dialog behind a button; a click before the page's script has come opens nothing. */
export async function openDialog(page: Page, button: Locator): Promise<Locator> {
  const dialog = page.getByRole("dialog");
  await expect(async () => {
    if (!(await dialog.isVisible())) await button.click({ timeout: 2_000 });
    await expect(dialog).toBeVisible({ timeout: 1_000 });
  }).toPass();
  return dialog;
}

/** A browser's complaints at the console: policies that were broken, failures on the page. */
export function watchConsole(context: BrowserContext) {
  const complaints: string[] = [];
  context.on("console", (message) => {
    if (/Content Security Policy|Refused to|Hydration|did not match/i.test(message.text()))
      complaints.push(message.text());
  });
  context.on("weberror", (error) => complaints.push(String(error.error())));
  return complaints;
}

/** Opens an action's dialog, fills its boxes by their labels, and confirms it; answers what the dialog says then. */
export async function act(
  page: Page,
  button: string | RegExp,
  boxes: Record<string, string> = {},
  within: Page | Locator = page,
) {
  const trigger = within.getByRole("button", { name: button, exact: typeof button === "string" }).first();
  const dialog = await openDialog(page, trigger);
  for (const [label, value] of Object.entries({ Reason: "asked for in a test", ...boxes })) {
    const box = dialog.getByLabel(label, { exact: true });
    if ((await box.evaluate((element) => element.tagName)) === "SELECT") await box.selectOption(value);
    else await box.fill(value);
  }
  await dialog.locator("button[type=submit]").click();
  return dialog;
}

/** Reads the secret that a dialog shows once, and closes it. */
export async function secretIn(page: Page, dialog: Locator): Promise<string> {
  const secret = (await dialog.locator("output").textContent()) ?? "";
  noteSecrets(secret);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  return secret;
}

/** Lets somebody else sign in, as an administrator does. */
export async function addPerson(
  page: Page,
  stack: RunStack,
  person: { email: string; role: string; institution?: string },
) {
  await page.goto(`${stack.console}/people`);
  const boxes = { "E-mail": person.email, Name: person.email, Role: person.role };
  const home = { Institution: person.institution ?? "all" };
  const password = await secretIn(page, await act(page, "Add a person", { ...boxes, ...home }));
  return { email: person.email, password };
}

/** Adds an institution and answers its id. */
export async function addInstitution(page: Page, stack: RunStack, name: string): Promise<string> {
  await page.goto(`${stack.console}/institutions`);
  await expect(await act(page, "Add an institution", { Name: name })).toContainText("Added.");
  await page.keyboard.press("Escape");
  const address = await page.getByRole("link", { name, exact: true }).getAttribute("href");
  return address?.split("/").at(-1) ?? "";
}
