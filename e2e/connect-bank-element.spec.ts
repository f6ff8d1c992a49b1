import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Frame, Page } from "@playwright/test";
import { happenedOn, heardOn, listenersOn, startEmbedding } from "./steps/embedding.ts";
import { elementFile } from "./steps/places.ts";
import { test as base, expect } from "./steps/test.ts";

/** `<sage-connect-bank>` in an institution's web app, whose policy forbids all that is not named. */

const test = base.extend<object, { embedding: Awaited<ReturnType<typeof startEmbedding>> }>({
  embedding: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs from this pattern
    async ({}, use) => {
      const embedding = await startEmbedding();
      await use(embedding);
      await embedding.stop();
    },
    { scope: "worker" },
  ],
});

const TOKEN = "first.0123456789abcdefghijklmnopqrstuv-_";
const OTHER = "second.0123456789abcdefghijklmnopqrstuv";
const element = (attributes = `token="${TOKEN}" locale="en"`) =>
  `<sage-connect-bank ${attributes}><a href="/help">How to connect to Sage</a></sage-connect-bank>`;

const iframe = (page: Page) => page.locator("sage-connect-bank iframe");
const heightOf = async (page: Page) => (await iframe(page).boundingBox())?.height;

/** The link page in the element's frame. */
async function linkPage(page: Page, token = TOKEN): Promise<Frame> {
  const shown = () => page.frames().find((frame) => frame.url().includes(`/link/${token}?`));
  await expect.poll(() => shown()?.title()).toBe("Link page");
  return shown() as Frame;
}
const say = (frame: Frame, message: unknown) => frame.evaluate((data) => parent.postMessage(data, "*"), message);
const word = (type: string, more: object = {}) => ({ source: "connect-bank", type, ...more });

for (const attributes of ["", "async", 'type="module"'])
  test(`loaded with <script ${attributes}> it shows the link page, and tells it no more than the web app's origin`, async ({
    page,
    embedding,
  }) => {
    const { asked, script, appOrigin, webAppOrigin } = embedding;
    asked.length = 0;
    await embedding.open(page, script(attributes) + element());
    const frame = await linkPage(page);
    expect(asked).toEqual([{ path: `/link/${TOKEN}?locale=en`, referrer: `${webAppOrigin}/` }]);
    expect(new URL(frame.url()).origin).toBe(appOrigin);
    await expect(iframe(page)).toHaveAttribute("title", "Connect your bank account to Sage");
    await expect(iframe(page)).toHaveAttribute("allow", "clipboard-write");
    await expect(iframe(page)).toHaveCSS("border-top-width", "0px");
    await expect(page.getByRole("link", { name: "How to connect to Sage" })).toBeHidden();
    const room = await page.evaluate(() => document.body.clientWidth);
    expect((await iframe(page).boundingBox())?.width).toBe(room);
    await say(frame, word("ready"));
    await say(frame, word("ready"));
    await expect.poll(() => heardOn(page)).toBe(2);
    expect(await happenedOn(page)).toEqual([{ type: "ready", detail: null }]);
  });

test("it speaks the asked language, else that of the page, else English", async ({ page, embedding }) => {
  for (const [attributes, lang, title] of [
    ['locale="fr"', "en", "Connectez votre compte bancaire à Sage"],
    ["", "fr-CA", "Connectez votre compte bancaire à Sage"],
    ['locale="de"', "fr", "Connect your bank account to Sage"],
    ["", "de", "Connect your bank account to Sage"],
  ] as const) {
    await embedding.open(page, element(`token="${TOKEN}" ${attributes}`));
    await page.evaluate((text) => {
      document.documentElement.lang = text;
    }, lang);
    await page.addScriptTag({ url: `${embedding.appOrigin}/connect-bank.js` });
    await expect(iframe(page)).toHaveAttribute("title", title);
  }
});

test("it is as high as the link page asks, within reason", async ({ page, embedding }) => {
  await embedding.open(page, embedding.script() + element());
  const frame = await linkPage(page);
  for (const [asked, given] of [
    [700, 700],
    [333.2, 334],
    [1, 100],
    [-5, 100],
    [1e9, 4000],
  ]) {
    await say(frame, word("resize", { height: asked }));
    await expect.poll(() => heightOf(page)).toBe(given);
  }
  const before = await heardOn(page);
  const odd = ["900", "50vh", null, undefined, Number.NaN, Number.POSITIVE_INFINITY, {}];
  for (const height of odd) await say(frame, word("resize", { height }));
  await expect.poll(() => heardOn(page)).toBe(before + odd.length);
  expect(await heightOf(page)).toBe(4000);
});

test("its events say what happened, through the shadow of a component that holds it", async ({ page, embedding }) => {
  await embedding.open(page, `${embedding.script()}<div id="component"></div>`);
  await page.evaluate((token) => {
    const inner = document.createElement("sage-connect-bank");
    inner.setAttribute("token", token);
    document.querySelector("#component")?.attachShadow({ mode: "open" }).append(inner);
  }, TOKEN);
  const frame = await linkPage(page);
  const expires = "2026-05-04T10:20:30.000Z";
  await say(frame, word("ready"));
  await say(frame, word("passcode", { expires }));
  await say(frame, word("passcode", { expires: Date.parse(expires) }));
  await say(frame, word("connected"));
  await say(frame, word("error", { code: "token-used" }));
  await expect.poll(() => heardOn(page)).toBe(5);
  expect(await happenedOn(page)).toEqual([
    { type: "ready", detail: null },
    { type: "passcode", detail: { expires: new Date(expires) } },
    { type: "passcode", detail: { expires: new Date(expires) } },
    { type: "connected", detail: null },
    { type: "error", detail: { code: "token-used" } },
  ]);
});

test("messages that do not have the agreed form change nothing", async ({ page, embedding }) => {
  await embedding.open(page, embedding.script() + element());
  const frame = await linkPage(page);
  const odd: unknown[] = [
    null,
    "connected",
    42,
    [],
    { type: "connected" },
    { source: "connect-bank" },
    { source: "other", type: "connected" },
    word("CONNECTED"),
    word("toString"),
    word("__proto__"),
    word("constructor"),
    word("passcode"),
    word("passcode", { expires: "soon" }),
    word("passcode", { expires: null }),
    word("passcode", { expires: {} }),
    word("error"),
    word("error", { code: 7 }),
    word("error", { code: "<b>" }),
    word("error", { code: "a".repeat(100) }),
  ];
  for (const message of odd) await say(frame, message);
  await expect.poll(() => heardOn(page)).toBe(odd.length);
  expect(await happenedOn(page)).toEqual([]);
});

test("only the link page in its own frame is listened to", async ({ page, embedding }) => {
  const { appOrigin, strangerOrigin } = embedding;
  const besides = `<iframe src="${strangerOrigin}/"></iframe><iframe src="${appOrigin}/beside"></iframe>`;
  await embedding.open(page, embedding.script() + element() + besides);
  const frame = await linkPage(page);
  const at = async (address: string) => {
    await expect.poll(() => page.frames().some((each) => each.url() === address)).toBe(true);
    return page.frames().find((each) => each.url() === address) as Frame;
  };
  const lies = [word("ready"), word("connected"), word("resize", { height: 3000 }), word("error", { code: "lie" })];
  const height = await heightOf(page);
  for (const lie of lies) {
    await say(await at(`${strangerOrigin}/`), lie);
    await say(await at(`${appOrigin}/beside`), lie);
    await say(page.mainFrame(), lie);
  }
  // A window of the application's own origin that the web app opened.
  const [opened] = await Promise.all([
    page.waitForEvent("popup"),
    page.evaluate((address) => void window.open(address), `${appOrigin}/window`),
  ]);
  await opened.waitForLoadState();
  for (const lie of lies) await opened.evaluate((data) => opener.postMessage(data, "*"), lie);
  await opened.close();
  // The element's own frame, led astray.
  await frame.evaluate((address) => location.assign(address), `${strangerOrigin}/astray`);
  for (const lie of lies) await say(await at(`${strangerOrigin}/astray`), lie);

  await expect.poll(() => heardOn(page)).toBe(lies.length * 5);
  expect(await happenedOn(page)).toEqual([]);
  expect(await heightOf(page)).toBe(height);
});

test("another token or language loads again, once for both, and the page before is not heard again", async ({
  page,
  embedding,
}) => {
  const { asked } = embedding;
  asked.length = 0;
  await embedding.open(page, embedding.script() + element());
  await say(await linkPage(page), word("ready"));
  await page.locator("sage-connect-bank").evaluate((it, token) => {
    it.setAttribute("locale", "fr");
    it.setAttribute("token", token);
  }, OTHER);
  await say(await linkPage(page, OTHER), word("ready"));
  await expect(iframe(page)).toHaveCount(1);
  await expect(iframe(page)).toHaveAttribute("title", "Connectez votre compte bancaire à Sage");
  await expect.poll(() => happenedOn(page)).toHaveLength(2);
  expect(await listenersOn(page), "the element and the page itself").toBe(2);
  // The same value again, as frameworks like to set it, spends no token.
  await page.locator("sage-connect-bank").evaluate((it, token) => it.setAttribute("token", token), OTHER);
  await page.locator("sage-connect-bank").evaluate((it) => it.setAttribute("class", "wide"));
  await expect(iframe(page)).toHaveCount(1);
  expect(asked.map(({ path }) => path)).toEqual([`/link/${TOKEN}?locale=en`, `/link/${OTHER}?locale=fr`]);
});

test("removed, it leaves nothing behind; put back, it loads again", async ({ page, embedding }) => {
  await page.clock.install();
  await embedding.open(page, embedding.script() + element());
  await linkPage(page);
  expect(await listenersOn(page)).toBe(2);
  await page.evaluate(() => {
    const removed = document.querySelector("sage-connect-bank");
    removed?.remove();
    Object.assign(window, { removed });
  });
  expect(await listenersOn(page)).toBe(1);
  await page.clock.runFor(60_000);
  expect(await happenedOn(page)).toEqual([]);
  expect(page.frames()).toHaveLength(1);
  await page.evaluate("document.body.append(removed)");
  await say(await linkPage(page), word("ready"));
  await expect.poll(() => happenedOn(page)).toEqual([{ type: "ready", detail: null }]);
});

for (const [locale, text] of [
  ["en", "This part of the page did not open. Reload the page to try again."],
  ["fr", "Cette partie de la page ne s’est pas ouverte. Rechargez la page pour réessayer."],
] as const)
  test(`a link page that stays silent for 15 seconds is an error that people can read, in ${locale}`, async ({
    page,
    embedding,
  }) => {
    const start = Date.parse("2026-05-04T10:00:00Z");
    await page.clock.install({ time: start });
    await page.clock.pauseAt(start + 1000);
    await embedding.open(page, embedding.script() + element(`token="${TOKEN}" locale="${locale}"`));
    const frame = await linkPage(page);
    await page.clock.runFor(14_999);
    expect(await happenedOn(page)).toEqual([]);
    await page.clock.runFor(1);
    expect(await happenedOn(page)).toEqual([{ type: "error", detail: { code: "timeout" } }]);
    const notice = page.getByRole("alert");
    await expect(notice).toHaveText(text);
    await expect(notice).toHaveAttribute("lang", locale);
    await expect(iframe(page)).toBeHidden();

    await say(frame, word("ready"));
    await expect(iframe(page)).toBeVisible();
    await expect(notice).toHaveCount(0);
  });

test("a link page that answered in time is not timed out", async ({ page, embedding }) => {
  await page.clock.install();
  await embedding.open(page, embedding.script() + element());
  await say(await linkPage(page), word("ready"));
  await expect.poll(() => happenedOn(page)).toHaveLength(1);
  await page.clock.runFor(60_000);
  expect(await happenedOn(page)).toHaveLength(1);
  await expect(iframe(page)).toBeVisible();
});

test("a missing or malformed token and an unknown application are errors, and nothing is asked for", async ({
  page,
  embedding,
}) => {
  const { asked, appOrigin } = embedding;
  for (const [attributes, code] of [
    ["", "token"],
    ['token=""', "token"],
    ['token="short"', "token"],
    ['token="../../../../../../../../etc/passwd"', "token"],
    [`token="${TOKEN}" origin="javascript:alert(1)"`, "origin"],
    [`token="${TOKEN}" origin=""`, "origin"],
  ] as const) {
    asked.length = 0;
    await embedding.open(page, embedding.script() + element(attributes));
    await expect.poll(() => happenedOn(page), attributes).toEqual([{ type: "error", detail: { code } }]);
    await expect(page.getByRole("alert")).toHaveText(/Reload the page/);
    expect(asked, attributes).toEqual([]);
  }
  // Part of somebody's bundle: its address says nothing, an attribute does.
  const bundle = `<script nonce="own">${readFileSync(elementFile, "utf8")}</script>`;
  await embedding.open(page, bundle + element());
  await expect.poll(() => happenedOn(page)).toEqual([{ type: "error", detail: { code: "origin" } }]);
  await embedding.open(page, bundle + element(`token="${TOKEN}" origin="${appOrigin}/anything"`));
  await say(await linkPage(page), word("ready"));
  await expect.poll(() => happenedOn(page)).toEqual([{ type: "ready", detail: null }]);
});

test("it leaves nothing in the page's globals, and loading it twice does no harm", async ({ page, embedding }) => {
  await embedding.open(page, "<p>Web app</p>");
  const globals = () => page.evaluate(() => Object.getOwnPropertyNames(window).sort());
  const before = await globals();
  const load = (type: string) =>
    page.addScriptTag({ url: `${embedding.appOrigin}/connect-bank.js?${type}`, ...(type && { type }) });
  await load("");
  await load("");
  await load("module");
  expect(await globals()).toEqual(before);
  embedding.asked.length = 0;
  await page.evaluate((markup) => document.body.insertAdjacentHTML("beforeend", markup), element());
  await say(await linkPage(page), word("ready"));
  await expect.poll(() => happenedOn(page)).toEqual([{ type: "ready", detail: null }]);
  expect(embedding.asked).toHaveLength(1);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });
  test("the content of the element shows", async ({ page, embedding }) => {
    await embedding.open(page, embedding.script() + element());
    await expect(page.getByRole("link", { name: "How to connect to Sage" })).toBeVisible();
  });
});

test("it is at most 4 kB on its way", () => {
  expect(gzipSync(readFileSync(elementFile)).length).toBeLessThanOrEqual(4096);
});
