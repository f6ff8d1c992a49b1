import { firefoxPath, openFirefox } from "./steps/firefox.ts";
import { CURRENT_ACCOUNT } from "./steps/journey.ts";
import { expectConnected, expectOneReport } from "./steps/records.ts";
import { expect, test } from "./steps/test.ts";
import { openWebkit, webkitPath } from "./steps/webkit.ts";
import { sageWords, words } from "./steps/words.ts";

/** The whole journey in Sage's frame, on another site, in the engines that are not Chromium's. */
const ENGINES = [
  { engine: "Firefox", path: firefoxPath(), open: openFirefox },
  { engine: "WebKitGTK", path: webkitPath(), open: openWebkit },
];

for (const { engine, path, open } of ENGINES)
  for (const locale of ["en", "fr"] as const)
    test(`a person links an account inside Sage in ${engine}, in ${locale}`, async ({ sage, stack, company }) => {
      test.skip(!path && !process.env.CI, `left out: there is no ${engine} here`);
      if (!path) throw new Error(`${engine} is not installed`);
      const browser = await open(path, locale);
      try {
        const [ours, theirs] = [words[locale], sageWords[locale]];
        await browser.open(`${sage.origin}/?locale=${locale}`);
        await browser.hands.press(theirs.connectBank);
        await browser.hands.press(stack.institution);
        const hands = await browser.inFrame();
        if (browser.language !== locale) {
          await hands.sees(words[browser.language].identify);
          await hands.press(words[browser.language].otherLanguage);
        }
        await hands.sees(ours.identify);
        const { id } = await sage.authorisationAt(await browser.address());

        await hands.press(ours.continue);
        await hands.sees(ours.problem);
        expect(await hands.isFocusedIn("alert")).toBe(true);
        await hands.type("connectionId", company.connectionId);
        await hands.type("passcode", await company.passcode());
        await hands.press(ours.continue);

        await hands.sees(ours.account);
        await hands.choose(CURRENT_ACCOUNT);
        await hands.press(ours.continue);
        await hands.sees(ours.review);
        await hands.press(ours.connect);

        await hands.press(theirs.ok);
        await hands.sees(theirs.connected);
        await expectConnected(sage, id, company);
        await expectOneReport(sage, id);
      } finally {
        await browser.close();
      }
    });
