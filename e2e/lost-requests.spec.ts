import type { FrameLocator, Page, Route } from "@playwright/test";
import { CURRENT_ACCOUNT, connectBankInSage, finishInSage } from "./steps/journey.ts";
import { newLink } from "./steps/link.ts";
import { expectConnected, expectOneReport } from "./steps/records.ts";
import { screenOf } from "./steps/screens.ts";
import { noteSecrets } from "./steps/secrets.ts";
import { expect, test } from "./steps/test.ts";
import { type Locale, sageWords } from "./steps/words.ts";

/** A form that gets no answer of ours keeps all that was typed, says so, and may be sent again. All in Sage's frame. */

const SAID = {
  en: {
    lost: "No connection. Check your network",
    foreign: "Your network answered in our place",
    failed: "Something of ours failed",
  },
  fr: {
    lost: "Pas de connexion. Vérifiez votre réseau",
    foreign: "Votre réseau a répondu à notre place",
    failed: "Un incident est survenu",
  },
};

const WAYS: { name: string; says: keyof (typeof SAID)["en"]; lose: (route: Route) => Promise<void> }[] = [
  { name: "the network is gone", says: "lost", lose: (route) => route.abort("internetdisconnected") },
  {
    name: "the answer is lost after it was given",
    says: "lost",
    lose: async (route) => {
      await route.fetch({ maxRedirects: 0 });
      await route.abort("connectionreset");
    },
  },
  {
    name: "a proxy answers 502",
    says: "failed",
    lose: (route) => route.fulfill({ status: 502, contentType: "text/html", body: "<h1>Bad gateway</h1>" }),
  },
  {
    name: "a captive portal answers",
    says: "foreign",
    lose: (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<h1>Free wifi: sign in</h1>" }),
  },
  {
    name: "we answer that something of ours failed",
    says: "failed",
    lose: (route) =>
      route.fulfill({ status: 503, contentType: "text/html", headers: { "x-page": "1" }, body: "<h1>Failed</h1>" }),
  },
];

/** Presses once while posts are lost, reads what the page says, and presses again. */
async function loseOnce(page: Page, frame: FrameLocator, locale: Locale, press: () => Promise<void>, way = WAYS[0]) {
  if (!way) throw new Error("no way to lose a request");
  await page.route(/\/connect\//, (route) =>
    route.request().method() === "POST" ? way.lose(route) : route.continue(),
  );
  await press();
  const notice = frame.getByRole("alert").filter({ hasText: SAID[locale][way.says] });
  await expect(notice).toBeVisible();
  await page.unroute(/\/connect\//);
  return notice;
}

for (const [place, way] of WAYS.entries()) {
  const locale: Locale = place % 2 === 0 ? "en" : "fr";
  test.describe(() => {
    test.use({ locale: locale === "fr" ? "fr-FR" : "en-GB" });
    test(`each step goes on when ${way.name}, in ${locale}`, async ({ page, sage, stack, company }) => {
      const { frame, authorisation } = await connectBankInSage(page, sage, stack.institution, locale);
      const screen = screenOf(frame, locale);
      const passcode = await company.passcode();
      await screen.connectionId.fill(company.connectionId);
      await screen.passcode.fill(passcode);
      const notice = await loseOnce(page, frame, locale, () => screen.continue.click(), way);
      await expect(screen.connectionId).toHaveValue(company.connectionId);
      await expect(screen.passcode).toHaveValue(passcode);
      await expect(screen.continue).toBeEnabled();
      await expect(screen.supportCode).toBeVisible();
      await expect(notice).toContainText((await screen.continue.textContent()) ?? "");
      await screen.continue.click();
      await expect(screen.heading("account")).toBeVisible();

      await screen.account(new RegExp(CURRENT_ACCOUNT)).check();
      await loseOnce(page, frame, locale, () => screen.continue.click(), way);
      await expect(screen.account(new RegExp(CURRENT_ACCOUNT))).toBeChecked();
      await screen.continue.click();
      await expect(screen.heading("review")).toBeVisible();

      await loseOnce(page, frame, locale, () => screen.connect.click(), way);
      await screen.connect.click();
      // Where the first answer was given, the account is linked already: the page says so and leads back.
      const ok = frame.getByRole("button", { name: sageWords[locale].ok, exact: true });
      await expect(ok.or(screen.returnToSage)).toBeVisible();
      if (await screen.returnToSage.isVisible()) await screen.returnToSage.click();
      await finishInSage(frame, locale);
      await expectConnected(sage, authorisation.id, company);
      await expectOneReport(sage, authorisation.id);
    });
  });
}

test("a browser that goes offline keeps the form, and goes on when it is back", async ({
  page,
  context,
  sage,
  stack,
  company,
}) => {
  const { frame } = await connectBankInSage(page, sage, stack.institution);
  const screen = screenOf(frame);
  const passcode = await company.passcode();
  await screen.connectionId.fill(company.connectionId);
  await screen.passcode.fill(passcode);
  await context.setOffline(true);
  await screen.continue.click();
  await expect(frame.getByRole("alert").filter({ hasText: SAID.en.lost })).toBeVisible();
  await expect(screen.passcode).toHaveValue(passcode);
  await context.setOffline(false);
  await screen.continue.click();
  await expect(screen.heading("account")).toBeVisible();
});

test("a second click while a form is under way sends nothing", async ({ page, sage, stack, company }) => {
  const { frame } = await connectBankInSage(page, sage, stack.institution);
  const screen = screenOf(frame);
  let posts = 0;
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(/\/connect\//, async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    posts++;
    await held;
    await route.continue();
  });
  await screen.connectionId.fill(company.connectionId);
  await screen.passcode.fill(await company.passcode());
  await screen.continue.click();
  const waiting = frame.getByRole("button", { name: "One moment…" });
  await expect(waiting).toHaveAttribute("aria-disabled", "true");
  await waiting.dispatchEvent("click");
  await screen.passcode.press("Enter");
  letGo();
  await expect(screen.heading("account")).toBeVisible();
  expect(posts).toBe(1);
});

test("a press while a link page fetches news by itself is not lost", async ({ page, stack, company }) => {
  await page.goto((await newLink(stack, company)).url);
  noteSecrets(await page.locator('input[name="view"]').inputValue());
  const asked: string[] = [];
  await page.route(/\/link\//, async (route) => {
    const request = route.request();
    if (request.method() !== "POST") return route.continue();
    if (request.url().endsWith("/link/status"))
      return route.fulfill({ json: { status: "waiting", mark: "something new" } });
    const intent = /name="intent"\r\n\r\n(\S+)/.exec(request.postData() ?? "")?.[1] ?? "";
    asked.push(intent);
    // The page's own request gets no answer.
    if (intent !== "check") await route.continue();
  });
  await expect.poll(() => asked).toContain("check");
  await page.getByRole("button", { name: "Get a one-time password" }).click();
  const shown = page.locator("output");
  await expect(shown).toHaveText(/^[A-Z0-9]{6}$/);
  noteSecrets((await shown.textContent()) ?? "");
});
