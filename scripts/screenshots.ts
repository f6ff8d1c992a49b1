import { mkdirSync } from "node:fs";
import path from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { build, isBuilt } from "./build.ts";
import { chromiumArgs, chromiumPath } from "./chromium.ts";
import { aloud } from "./progress.ts";
import { reports } from "./root.ts";
import { type Stack, startStack } from "./stack.ts";

/** Takes a picture of every page of a journey in both languages, both themes and three widths, for people to look at. */
const folder = path.join(reports, "screenshots");
const WIDTHS = [320, 750, 1280];

mkdirSync(folder, { recursive: true });
if (!isBuilt()) await aloud("Building the app", build);
const stack = await startStack({ seed: { accountChoice: "several" }, step: aloud });
const browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumArgs });
try {
  for (const locale of ["en", "fr"])
    for (const theme of ["light", "dark"] as const) await tour(stack, browser, locale, theme);
} finally {
  await browser.close();
  await stack.stop();
}
console.log(`The pictures are in ${folder}.`);

async function tour(demo: Stack, on: Browser, locale: string, theme: "light" | "dark") {
  const context = await on.newContext({ colorScheme: theme, locale, reducedMotion: "reduce" });
  const page = await context.newPage();
  const shoot = async (name: string) => {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 700 });
      await page.screenshot({ path: path.join(folder, `${name}-${locale}-${theme}-${width}.png`), fullPage: true });
    }
  };
  await arrive(demo, page);
  await shoot("1-identify");
  await send(page);
  await page.getByRole("alert").waitFor();
  await shoot("2-identify-errors");
  await identify(demo, page, demo.variants.manyAccounts ?? demo);
  await shoot("3-account-many");
  await arrive(demo, page);
  await identify(demo, page, demo.variants.noAccount ?? demo);
  await shoot("4-account-none");
  await arrive(demo, page);
  await identify(demo, page, demo);
  await shoot("5-account");
  await page.locator("input[name=account]").first().check();
  await send(page);
  await page.waitForURL(/review/);
  await shoot("6-review");
  await control(demo, "faults", { match: { path: "/eu/provider" }, times: "always", action: { status: 503 } });
  await page.getByRole("button", { name: /Connect account|Connecter le compte/ }).click();
  await page.waitForURL(/outcome/);
  await shoot("7-sage-unreachable");
  await fetch(`${demo.sage}/_control/faults`, { method: "DELETE" });
  const { authUrl } = await start(demo);
  await page.goto(authUrl.replace(/authorisation_id=[^&]*/, "authorisation_id=00000000-0000-4000-8000-000000000000"));
  await shoot("8-not-announced");
  await page.goto(`${demo.app}/connect/nobody/identify`);
  await shoot("9-unknown");
  await link(demo, page, shoot, locale);
  await preview(demo, page, shoot, locale);
  await context.close();
}

type Shoot = (name: string) => Promise<void>;

async function link(demo: Stack, page: Page, shoot: Shoot, locale: string) {
  const { url, token } = await api<{ url: string; token: string }>(
    demo,
    "POST",
    `/companies/${demo.companyId}/connections/${demo.connectionId}/linkTokens`,
    { locale },
  );
  await page.goto(url);
  await shoot("10-link");
  await page.locator("select[name=product]").selectOption({ index: 1 });
  await page.locator("button[value=passcode]").click();
  await page.getByText(/[A-Z0-9]{3}.?[A-Z0-9]{3}/, { exact: true }).waitFor();
  await shoot("11-link-passcode");
  const arrived = await page.context().newPage();
  await arrive(demo, arrived);
  await page.locator("#arrival").waitFor();
  await shoot("12-link-is-this-you");
  await arrived.getByRole("button", { name: /^(Cancel|Annuler)/ }).click(); // two open arrivals at one address are not asked about
  await arrived.close();
  await page.goto(`${demo.app}/link/${token}`);
  await shoot("13-link-used");
  await page.goto(`${demo.app}/link`);
  await shoot("14-link-explanation");
}

async function preview(demo: Stack, page: Page, shoot: Shoot, locale: string) {
  const { url } = await api<{ url: string }>(demo, "POST", "/branding/preview", {});
  await page.goto(url);
  await shoot("15-preview");
  for (const name of ["refused", "several", "linked"]) {
    await page.goto(`${url}/${name}?locale=${locale}`);
    await shoot(`16-preview-${name}`);
  }
}

async function api<T>(demo: Stack, method: string, path: string, body: object): Promise<T> {
  const answer = await fetch(`${demo.app}/api${path}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(demo.apiKey).toString("base64")}`,
      "content-type": "application/json",
    },
    body: JSON.stringify(body),
  });
  return answer.json() as Promise<T>;
}

function start(demo: Stack): Promise<{ authUrl: string }> {
  return control(demo, "authorisations", { bankId: demo.bankId });
}

async function arrive(demo: Stack, page: Page) {
  await page.goto((await start(demo)).authUrl);
  await page.waitForURL(/identify/);
}

async function identify(
  demo: Stack,
  page: Page,
  { companyId, connectionId }: { companyId: string; connectionId: string },
) {
  const path = `/companies/${companyId}/connections/${connectionId}/bankFeeds/otp`;
  const { otp } = await api<{ otp: string }>(demo, "POST", path, {});
  await page.locator("#connectionId").fill(connectionId);
  await page.locator("#passcode").fill(otp);
  await send(page);
  await page.waitForURL(/account/);
}

async function send(page: Page) {
  await page.getByRole("button", { name: /^(Continue|Continuer)$/ }).click();
}

async function control<T>(demo: Stack, route: string, body: object): Promise<T> {
  const answer = await fetch(`${demo.sage}/_control/${route}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return answer.json() as Promise<T>;
}
