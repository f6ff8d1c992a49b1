import { type BrowserContext, expect, type Page } from "@playwright/test";
import { noteSecrets } from "./secrets.ts";
import type { RunStack } from "./test.ts";

/** Signs support staff in with a password, in a window of their own. */
export async function signIn(page: Page, stack: RunStack, person = stack.administrator) {
  noteSecrets(person.password);
  await page.goto(stack.console);
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("navigation", { name: "Console" })).toBeVisible();
}

/** What a browser complains about at the console: policies that were broken, failures on the page. */
export function watchConsole(context: BrowserContext) {
  const complaints: string[] = [];
  context.on("console", (message) => {
    if (/Content Security Policy|Refused to|Hydration|did not match/i.test(message.text()))
      complaints.push(message.text());
  });
  context.on("weberror", (error) => complaints.push(String(error.error())));
  return complaints;
}
