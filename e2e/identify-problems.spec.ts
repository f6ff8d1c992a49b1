import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import type { Company } from "./steps/company.ts";
import { arrive, identify } from "./steps/journey.ts";
import { arriveByHttp, submit } from "./steps/over-http.ts";
import { screenOf } from "./steps/screens.ts";
import { tokenIn } from "./steps/secrets.ts";
import { expect, test } from "./steps/test.ts";
import { type Locale, SCRIPT_AND_LANGUAGE, words } from "./steps/words.ts";

/** Failures at the first step, and the message for each. */

for (const [script, locale] of SCRIPT_AND_LANGUAGE)
  test.describe(`${script ? "with" : "without"} script, in ${locale}`, () => {
    test.use({ javaScriptEnabled: script, locale: locale === "fr" ? "fr-FR" : "en-GB" });

    test("empty boxes are named at the top and at each box, and the title says so", async ({ page, sage }) => {
      await arrive(page, sage, locale);
      const screen = screenOf(page, locale);
      await expect(page).not.toHaveTitle(words[locale].errorTitle);
      await screen.continue.click();
      await expect(screen.problems).toBeVisible();
      await expect(page).toHaveTitle(words[locale].errorTitle);
      if (script) await expect(screen.problems).toBeFocused();
      await expect(screen.problems.getByRole("link")).toHaveCount(2);
      for (const [field, link] of [
        [screen.connectionId, screen.problems.getByRole("link").first()],
        [screen.passcode, screen.problems.getByRole("link").last()],
      ] as const) {
        const problem = (await link.textContent()) ?? "";
        await expect(field).toHaveAttribute("aria-invalid", "true");
        await expect(field).toHaveAccessibleDescription(new RegExp(literal(problem)));
        await link.click();
        await expect(field).toBeFocused();
      }
    });

    test("a malformed ID is told from a missing password, and both boxes keep what was typed", async ({
      page,
      sage,
    }) => {
      await arrive(page, sage, locale);
      const screen = screenOf(page, locale);
      await screen.connectionId.fill("my id is 12345");
      await screen.passcode.fill("ab-c");
      await screen.continue.click();
      await expect(screen.problems.getByRole("link")).toHaveCount(2);
      await expect(screen.connectionId).toHaveValue("my id is 12345");
      await expect(screen.passcode).toHaveValue("ab-c");
      await expect(page).toHaveTitle(words[locale].errorTitle);
    });
  });

for (const script of [true, false])
  test.describe(script ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled: script });

    test("an unknown ID, a wrong password and a spent one are answered by one sentence", async ({
      page,
      stack,
      sage,
      company,
    }) => {
      await arrive(page, sage);
      const unknown = await refusalOf(page, randomUUID(), "AAAAAA");
      const other = stack.nextCompany();
      await other.passcode();
      const wrong = await refusalOf(page, other.connectionId, "AAAAAA");
      const spent = await spentPasscode(page, company);
      await arrive(page, sage);
      const used = await refusalOf(page, company.connectionId, spent);
      expect(new Set([unknown, wrong, used]).size, [unknown, wrong, used].join("\n")).toBe(1);
      await expect(screenOf(page).connectionId).toHaveValue(company.connectionId);
    });

    test("tries left are counted down, then there is a wait that the right password does not shorten", async ({
      page,
      sage,
      company,
    }) => {
      await arrive(page, sage);
      const right = await company.passcode();
      for (const left of [4, 3, 2, 1]) {
        const told = await refusalOf(page, company.connectionId, "AAAAAA");
        expect(told).toMatch(left === 1 ? /\b1 try left/ : new RegExp(`\\b${left} tries left`));
      }
      expect(await refusalOf(page, company.connectionId, "AAAAAA")).toMatch(/cannot be used any more/);
      expect(await refusalOf(page, company.connectionId, "AAAAAA")).toMatch(/Wait 1 minute\b/);
      expect(await refusalOf(page, company.connectionId, right)).toMatch(/Wait 1 minute\b/);
      // A new password from the institution ends the wait.
      await identify(page, company);
      await expect(screenOf(page).heading("account")).toBeVisible();
    });
  });

test("a new password cancels the one before it", async ({ page, sage, company }) => {
  await arrive(page, sage);
  const first = await company.passcode();
  await company.passcode();
  expect(await refusalOf(page, company.connectionId, first)).toMatch(/do not work together/);
});

const asTyped = (passcode: string) => ` ${passcode.toLowerCase().slice(0, 3)}-${passcode.toLowerCase().slice(3)} `;

test("both boxes swapped, and a password with its label, are understood", async ({ page, sage, company }) => {
  await arrive(page, sage);
  const screen = screenOf(page);
  await screen.connectionId.fill(`One-time password: ${await company.passcode()}`);
  await screen.passcode.fill(company.connectionId);
  await screen.continue.click();
  await expect(screen.heading("account")).toBeVisible();
});

test("an ID pasted in capitals, with braces and spaces is understood", async ({ page, sage, company }) => {
  await arrive(page, sage);
  const screen = screenOf(page);
  await screen.connectionId.fill(`  {${company.connectionId.toUpperCase()}} `);
  await screen.passcode.fill(asTyped(await company.passcode()));
  await screen.continue.click();
  await expect(screen.heading("account")).toBeVisible();
});

const pasted: [what: string, as: (id: string) => string][] = [
  ["without hyphens", (id) => id.replaceAll("-", "")],
  ["as part of a whole address", (id) => `https://bank.example/feeds?connection=${id}&from=mail`],
  ["with a dash that a word processor made", (id) => id.replaceAll("-", "–")],
];
for (const [what, as] of pasted)
  test(`an ID posted ${what} is understood`, async ({ stack, sage, company }) => {
    const { token } = await arriveByHttp(sage);
    const passcode = asTyped(await company.passcode());
    const { location } = await submit(stack.app, token, { connectionId: as(company.connectionId), passcode });
    expect(tokenIn(location ?? "")).not.toBe(token);
    expect(location).toContain("/account");
  });

for (const script of [true, false])
  test.describe(script ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled: script });
    test("the Enter key continues, and does not change the language", async ({ page, sage, company }) => {
      await arrive(page, sage);
      const screen = screenOf(page);
      await screen.connectionId.fill(company.connectionId);
      await screen.passcode.fill(await company.passcode());
      await screen.passcode.press("Enter");
      await expect(screen.heading("account")).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("lang", "en");
    });
  });

test("a password manager and the keyboard of a phone know what belongs into the boxes", async ({ page, sage }) => {
  await arrive(page, sage);
  await expect(screenOf(page).passcode).toHaveAttribute("autocomplete", "one-time-code");
  await expect(page.getByRole("link", { name: "Where do I find these?" })).toBeVisible();
  await expect(screenOf(page).supportCode).toBeVisible();
});

async function refusalOf(page: Page, connectionId: string, passcode: string, locale: Locale = "en") {
  const screen = screenOf(page, locale);
  // The words of before go first, so that the same words twice are two answers.
  await page.goto(page.url());
  await screen.connectionId.fill(connectionId);
  await screen.passcode.fill(passcode);
  await screen.continue.click();
  return (await screen.problems.getByRole("link").textContent()) ?? "";
}

async function spentPasscode(page: Page, company: Company) {
  const screen = screenOf(page);
  const passcode = await company.passcode();
  await screen.connectionId.fill(company.connectionId);
  await screen.passcode.fill(passcode);
  await screen.continue.click();
  await expect(screen.heading("account")).toBeVisible();
  return passcode;
}

const literal = (text: string) => text.replace(/[^\p{L}\p{N} ]/gu, "\\$&");
