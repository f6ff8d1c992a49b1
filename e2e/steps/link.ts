import { expect, type Page } from "@playwright/test";
import { z } from "zod";
import type { Company } from "./company.ts";
import { noteSecrets } from "./secrets.ts";
import type { RunStack } from "./test.ts";

const Link = z.object({ token: z.string(), url: z.url(), expires: z.iso.datetime() });

export async function askApi(stack: RunStack, method: string, path: string, body: object = {}) {
  const headers = {
    authorization: `Basic ${Buffer.from(stack.apiKey).toString("base64")}`,
    "content-type": "application/json",
  };
  const answer = await fetch(`${stack.app}/api${path}`, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`the institution API refused ${path}: ${answer.status}`);
  return answer.json();
}

/** A fresh link to a company's link page, as the institution's back end makes one. */
export async function newLink(stack: RunStack, { companyId, connectionId }: Company, locale: "en" | "fr" = "en") {
  const path = `/companies/${companyId}/connections/${connectionId}/linkTokens`;
  const link = Link.parse(await askApi(stack, "POST", path, { locale }));
  noteSecrets(link.token);
  return link;
}

/** Replaces the institution's settings. */
export const putSettings = (stack: RunStack, settings: object) => askApi(stack, "PUT", "/settings", settings);

/** Takes a company's connection out of use, as its institution does. */
export const unlink = (stack: RunStack, { companyId, connectionId }: Company) =>
  askApi(stack, "PATCH", `/companies/${companyId}/connections/${connectionId}`, { status: "Unlinked" });

export const passcodeOn = async (page: Page) => {
  const shown = page.locator("output");
  await expect(shown).toHaveText(/^[A-Z0-9]{6}$/);
  const passcode = (await shown.textContent()) ?? "";
  noteSecrets(passcode);
  return passcode;
};
/** The place of the one instruction, whose changes are announced. */
export const now = (page: Page) => page.locator("main").getByRole("status").first();
export const secretOn = async (page: Page) => {
  const secret = await page.locator('input[name="view"]').inputValue();
  noteSecrets(secret);
  return secret;
};
