import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { reports } from "./root.ts";
import type { Stack } from "./stack.ts";

/** The steps of both tours of `screenshots.ts`: take a picture, ask the institution's API, walk through a journey. */
export const folder = path.join(reports, "screenshots");

export type Theme = "light" | "dark";
export type Shoot = (name: string, fullPage?: boolean) => Promise<void>;

/** Takes a picture at each width, once what is drawn by measure has its new one. */
export function shooting(page: Page, locale: string, theme: Theme, widths: readonly number[]): Shoot {
  mkdirSync(folder, { recursive: true });
  return async (name, fullPage = true) => {
    for (const width of widths) {
      await page.setViewportSize({ width, height: 700 });
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      await page.screenshot({ path: path.join(folder, `${name}-${locale}-${theme}-${width}.png`), fullPage });
    }
  };
}

export async function api<T>(demo: Stack, method: string, path: string, body: object): Promise<T> {
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

export async function control<T>(demo: Stack, route: string, body: object): Promise<T> {
  const answer = await fetch(`${demo.sage}/_control/${route}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return answer.json() as Promise<T>;
}

type Started = { authUrl: string; authorisationId: string };

export const start = (demo: Stack) => control<Started>(demo, "authorisations", { bankId: demo.bankId });

export async function arrive(demo: Stack, page: Page) {
  const started = await start(demo);
  await page.goto(started.authUrl);
  await page.waitForURL(/identify/);
  return started;
}

/** An address for which Sage has announced no visit. */
export const unannounced = ({ authUrl }: Started) =>
  authUrl.replace(/authorisation_id=[^&]*/, "authorisation_id=00000000-0000-4000-8000-000000000000");

type Ids = { companyId: string; connectionId: string };

export async function passcode(demo: Stack, { companyId, connectionId }: Ids) {
  const { otp } = await api<{ otp: string }>(
    demo,
    "POST",
    `/companies/${companyId}/connections/${connectionId}/bankFeeds/otp`,
    {},
  );
  return otp;
}

export async function identify(demo: Stack, page: Page, ids: Ids) {
  const otp = await passcode(demo, ids);
  await page.locator("#connectionId").fill(ids.connectionId);
  await page.locator("#passcode").fill(otp);
  await send(page);
  await page.waitForURL(/account/);
}

/** Types a one-time password that is not theirs. */
export async function identifyWrongly(page: Page, { connectionId }: Ids) {
  await page.locator("#connectionId").fill(connectionId);
  await page.locator("#passcode").fill("AAAAAA");
  await send(page);
  await page.locator("main [role=alert]").waitFor();
}

/** Takes the first account and goes on to the last step. */
export async function choose(page: Page) {
  await page.locator("input[name=account]").first().check();
  await send(page);
  await page.waitForURL(/review/);
}

export const send = (page: Page) => page.getByRole("button", { name: /^(Continue|Continuer)$/ }).click();

export const connect = (page: Page) =>
  page.getByRole("button", { name: /Connect account|Connecter le compte/ }).click();
