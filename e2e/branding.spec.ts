import { z } from "zod";
import { arrive } from "./steps/journey.ts";
import { askApi } from "./steps/link.ts";
import { barriers, tooWide } from "./steps/look.ts";
import { noteSecrets } from "./steps/secrets.ts";
import { test as base, expect, type RunStack, stackNamed } from "./steps/test.ts";

/**
 * An institution of its own, whose look changes. On a busy machine PostgreSQL cannot answer eighteen pages at once in
 * time.
 */
const test = base.extend<object, { stack: RunStack }>({
  stack: stackNamed("branding", { connections: 2, embedded: true }),
});

const LOGO = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" onload="document.title=1"><script>document.title=2</script><path fill="#0a7" d="M0 0h40v40H0z"/></svg>',
).toString("base64");
const look = (more: object = {}) => ({
  name: "Sample Bank, renewed",
  accent: { light: "#9adbb0", dark: "#1b4d2e" },
  callToAction: { en: { text: "Where are they?", url: "https://bank.example.com/sage" } },
  help: { en: "the branch in your town", fr: "l’agence de votre ville" },
  logo: { contentType: "image/svg+xml", data: LOGO },
  ...more,
});

const newPreview = async (stack: RunStack) => {
  const { url } = z.object({ url: z.url() }).parse(await askApi(stack, "POST", "/branding/preview"));
  noteSecrets(url.split("/").at(-1) ?? "");
  return url;
};

test("a draft shows in its preview alone; once published, journeys show it until it is taken back", async ({
  page,
  stack,
  sage,
}) => {
  const accent = () => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--accent"));
  await askApi(stack, "PUT", "/branding", look());
  await arrive(page, sage);
  await expect(page.getByRole("img", { name: "Sample Bank", exact: true })).toBeVisible();
  const before = await accent();
  const url = await newPreview(stack);
  await page.goto(`${url}/identify`);
  await expect(page.getByRole("img", { name: "Sample Bank, renewed" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Where are they?" })).toBeVisible();

  const published = await askApi(stack, "POST", "/branding/publish");
  const { content } = z.object({ content: z.object({ accent: z.object({ light: z.string() }) }) }).parse(published);
  await arrive(page, sage);
  const logo = page.getByRole("img", { name: "Sample Bank, renewed" });
  await expect(logo).toBeVisible();
  expect(await accent()).toBe(content.accent.light);
  expect(content.accent.light).not.toBe("#9adbb0");
  // Opened by itself the logo is a document, in which nothing runs.
  const address = (await logo.getAttribute("src")) ?? "";
  const file = await fetch(new URL(address, stack.app));
  expect(await file.text()).not.toMatch(/script|onload/);
  expect(file.headers.get("content-security-policy")).toContain("sandbox");

  await askApi(stack, "POST", "/branding/versions/1/restore");
  await arrive(page, sage);
  expect(await accent()).toBe(before);
  // A person who opened a page before still has its files.
  expect((await fetch(new URL(address, stack.app))).status).toBe(200);
});

for (const locale of ["en", "fr"] as const)
  test(`every page of the preview has no barrier in ${locale}, fits every width, and does nothing`, async ({
    page,
    stack,
  }) => {
    await askApi(stack, "PUT", "/branding", look());
    const url = await newPreview(stack);
    for (const shown of [
      "identify",
      "refused",
      "account",
      "several",
      "none",
      "review",
      "linked",
      "failed",
      "expired",
    ]) {
      await page.goto(`${url}/${shown}?locale=${locale}`);
      await expect(page.locator("h1")).toBeVisible();
      // Between the languages only words differ, which may be too wide.
      if (locale === "en") expect(await barriers(page, shown)).toEqual([]);
      expect(await tooWide(page, shown)).toEqual([]);
    }
    await page.goto(`${url}/review?locale=${locale}`);
    await page.locator("main form button").first().click();
    await expect(page.locator("h1")).toBeVisible();
    await page.goto(`${url}?locale=${locale}`);
    await expect(page.locator("iframe")).toHaveCount(18);
    expect(await tooWide(page, "gallery")).toEqual([]);
  });

test("a preview's link that was changed or made up opens nothing", async ({ stack }) => {
  const url = await newPreview(stack);
  const swapped = url.replace(/.$/, (last) => (last === "A" ? "B" : "A"));
  const token = url.split("/").at(-1) ?? "";
  for (const address of [swapped, url.replace(token, "x".repeat(48)), `${swapped}/identify`]) {
    const answer = await fetch(address);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain("Sample Bank");
  }
  expect((await fetch(`${url}/identify`)).headers.get("content-security-policy")).toContain("frame-ancestors 'self'");
});
