import { cleanLogo } from "../lib/logo/clean-logo.ts";
import { LOGO_BOMBS } from "../test/hostile-logos.ts";
import { expect, test } from "./steps/browser.ts";

/** A customer waits no longer for a logo; one that multiplies takes minutes, or for ever. */
const PATIENCE_MS = 5_000;

for (const [name, bomb] of Object.entries(LOGO_BOMBS))
  test(`a logo of ${name} hangs no customer's browser`, async ({ page }) => {
    const cleaned = await cleanLogo({ contentType: "image/svg+xml", bytes: Buffer.from(bomb) });
    if (!cleaned.ok) return expect(cleaned.problem).toBe("too-complex");
    const data = Buffer.from(cleaned.value.bytes).toString("base64");
    await page.setContent(`<img alt="Logo" height="32" src="data:image/svg+xml;base64,${data}">`);
    const picture = await page.getByAltText("Logo").screenshot({ timeout: PATIENCE_MS });
    expect(picture.length).toBeGreaterThan(0);
  });
