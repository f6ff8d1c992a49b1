import { existsSync } from "node:fs";
import puppeteer, { type Frame, type Page } from "puppeteer-core";
import type { Locale } from "./words.ts";

const PLACES = ["/usr/bin/firefox-esr", "/usr/bin/firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"];

/** The system's Firefox, as people have it; null where there is none. */
export const firefoxPath = () => [process.env.FIREFOX_PATH ?? "", ...PLACES].find((path) => existsSync(path)) ?? null;

/** Firefox over WebDriver BiDi, with its own tracking protection, in a language of its user's. */
export async function openFirefox(executablePath: string, locale: Locale) {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    headless: true,
    extraPrefsFirefox: { "intl.accept_languages": locale === "fr" ? "fr-FR, fr" : "en-GB, en" },
  });
  return { page: await browser.newPage(), close: () => browser.close() };
}

type Place = Page | Frame;

/** A person's way with what they see: by its words alone. */
export const handsIn = (place: Place) => {
  const named = (text: string) => `normalize-space(.)=${JSON.stringify(text)}`;
  const find = (xpath: string) => place.waitForSelector(`xpath/.//${xpath}`, { visible: true, timeout: 45_000 });
  const must = async (xpath: string) => {
    const found = await find(xpath);
    if (!found) throw new Error(`nothing at ${xpath}`);
    return found;
  };
  return {
    press: async (button: string) => (await must(`button[${named(button)} and not(@aria-hidden)]`)).click(),
    type: async (id: string, text: string) => (await must(`input[@id="${id}"]`)).type(text),
    choose: async (account: string) => (await must(`label[contains(., ${JSON.stringify(account)})]`)).click(),
    sees: async (text: string) => void (await must(`*[self::h1 or self::h2 or self::p][${named(text)}]`)),
    isFocusedIn: (role: string) => place.evaluate((of) => document.activeElement?.getAttribute("role") === of, role),
  };
};
