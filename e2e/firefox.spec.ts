import { firefoxPath, handsIn, openFirefox } from "./steps/firefox.ts";
import { CURRENT_ACCOUNT } from "./steps/journey.ts";
import { expectConnected, expectOneReport } from "./steps/records.ts";
import { expect, test } from "./steps/test.ts";
import { sageWords, words } from "./steps/words.ts";

const firefox = firefoxPath();

for (const locale of ["en", "fr"] as const)
  test(`a person links an account inside Sage in Firefox, in ${locale}`, async ({ sage, stack, company }) => {
    test.skip(!firefox && !process.env.CI, "left out: there is no Firefox here");
    const { page, close } = await openFirefox(firefox ?? "firefox-esr", locale);
    try {
      const [ours, theirs] = [words[locale], sageWords[locale]];
      await page.goto(`${sage.origin}/?locale=${locale}`);
      await handsIn(page).press(theirs.connectBank);
      await handsIn(page).press(stack.institution);
      const frame = await page.waitForFrame((one) => one.url().includes("/connect/"));
      const { id } = await sage.authorisationAt(page.url());
      const hands = handsIn(frame);
      await hands.sees(ours.identify);

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
      await close();
    }
  });
