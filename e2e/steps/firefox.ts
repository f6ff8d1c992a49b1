import { existsSync } from "node:fs";
import puppeteer, { type Frame, type Page } from "puppeteer-core";
import { FOCUSED_ROLE, type Hands, type OpenBrowser, places } from "./hands.ts";
import type { Locale } from "./words.ts";

const PLACES = ["/usr/bin/firefox-esr", "/usr/bin/firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"];

/** The system's Firefox, as people have it; null where there is none. */
export const firefoxPath = () => [process.env.FIREFOX_PATH ?? "", ...PLACES].find((path) => existsSync(path)) ?? null;

/** Firefox over WebDriver BiDi, with its own tracking protection, in a language of its user's. */
export async function openFirefox(executablePath: string, locale: Locale): Promise<OpenBrowser> {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    headless: true,
    extraPrefsFirefox: { "intl.accept_languages": locale === "fr" ? "fr-FR, fr" : "en-GB, en" },
  });
  const page = await browser.newPage();
  return {
    language: locale,
    open: async (address) => void (await page.goto(address)),
    address: async () => page.url(),
    hands: handsIn(page),
    inFrame: async () => handsIn(await page.waitForFrame((one) => one.url().includes("/connect/"))),
    close: () => browser.close(),
  };
}

function handsIn(place: Page | Frame): Hands {
  const must = async (xpath: string) => {
    const found = await place.waitForSelector(`xpath/${xpath}`, { visible: true, timeout: 45_000 });
    if (!found) throw new Error(`nothing at ${xpath}`);
    return found;
  };
  return {
    press: async (button) => (await must(places.button(button))).click(),
    type: async (id, text) => (await must(places.box(id))).type(text),
    choose: async (account) => (await must(places.account(account))).click(),
    sees: async (text) => void (await must(places.text(text))),
    isFocusedIn: async (role) => (await place.evaluate(`(() => { ${FOCUSED_ROLE} })()`)) === role,
  };
}
