import { chromium, type Page } from "@playwright/test";
import { build, isBuilt } from "./build.ts";
import { chromiumArgs, chromiumPath } from "./chromium.ts";
import { aloud } from "./progress.ts";
import { makeFixture, tourOfConsole } from "./screenshots-console.ts";
import { tourOfJourney } from "./screenshots-journey.ts";
import { folder, shooting, type Theme } from "./screenshots-steps.ts";
import { startStack } from "./stack.ts";

/**
 * Takes a picture of every page in both languages, both themes and several widths, for people to look at. After the word
 * `console`, of the console's alone.
 */
const CUSTOMERS_WIDTHS = [320, 750, 1280];
const CONSOLE_WIDTHS = [390, 1280];

if (!isBuilt()) await aloud("Building the app", build);
const stack = await startStack({ seed: { accountChoice: "several", connections: 3 }, step: aloud });
try {
  if (!process.argv.includes("console"))
    for (const [locale, theme] of looks())
      await inWindow(locale, theme, (page) =>
        tourOfJourney(stack, page, shooting(page, locale, theme, CUSTOMERS_WIDTHS), locale),
      );
  const fixture = await inWindow("en", "light", (page) => makeFixture(stack, page));
  for (const [locale, theme] of looks())
    await inWindow(locale, theme, (page) =>
      tourOfConsole(stack, page, shooting(page, locale, theme, CONSOLE_WIDTHS), fixture),
    );
} finally {
  await stack.stop();
}
console.log(`The pictures are in ${folder}.`);

function looks(): [locale: string, theme: Theme][] {
  return ["en", "fr"].flatMap((locale) =>
    (["light", "dark"] as const).map((theme): [string, Theme] => [locale, theme]),
  );
}

/**
 * A browser whose own theme it is. An emulated theme would also be that of the frames in a page, whatever the page
 * says.
 */
async function inWindow<T>(locale: string, theme: Theme, visit: (page: Page) => Promise<T>): Promise<T> {
  const args = [...chromiumArgs, ...(theme === "dark" ? ["--blink-settings=preferredColorScheme=0"] : [])];
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args });
  try {
    const context = await browser.newContext({ colorScheme: null, locale, reducedMotion: "reduce" });
    return await visit(await context.newPage());
  } finally {
    await browser.close();
  }
}
