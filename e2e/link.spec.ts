import { arriveAt, choose, confirm, connectBankInSage, finishInSage } from "./steps/journey.ts";
import { newLink, now, passcodeOn, putSettings, secretOn, unlink } from "./steps/link.ts";
import { barriers, tooWide } from "./steps/look.ts";
import { screenOf } from "./steps/screens.ts";
import { noteSecrets } from "./steps/secrets.ts";
import { serve } from "./steps/serve.ts";
import { test as base, expect, type RunStack, stackNamed } from "./steps/test.ts";

/** The page that an institution's web app shows its users: what it promises, with script and without. */
const test = base.extend<{ settingsRestored: undefined }, { stack: RunStack }>({
  // An address of its own, so that no other test's visitor arrives from it.
  stack: stackNamed("link", { connections: 20, embedded: true }),
  settingsRestored: [
    async ({ stack }, use) => {
      await use(undefined);
      await putSettings(stack, {});
    },
    { auto: true },
  ],
});

for (const script of [true, false])
  test.describe(script ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled: script });

    test("shows all that is needed, and how far its user is, until the account is connected", async ({
      page,
      stack,
      sage,
      company,
      browser,
    }) => {
      const addresses: string[] = [];
      page.on("request", (request) => addresses.push(request.url()));
      const { url } = await newLink(stack, company);
      await page.goto(url);
      await expect(page.getByText(company.connectionId)).toBeVisible();
      const secret = await secretOn(page);
      await page.getByRole("button", { name: "Get a one-time password" }).click();
      const first = await passcodeOn(page);
      // The keyboard stays where it was, though the password now stands above.
      if (script) await expect(page.getByRole("button", { name: "Get another one-time password" })).toBeFocused();
      await page.getByLabel("Your Sage product").selectOption("intacct");
      await page.getByRole("button", { name: "Show the steps" }).click();
      await expect(page.getByRole("heading", { name: "Connect in Sage Intacct" })).toBeVisible();
      await expect(page.locator("output")).toHaveText(first);
      const text = (await page.locator("main").textContent()) ?? "";
      expect(text.indexOf("Connect in Sage Intacct")).toBeLessThan(text.indexOf(company.connectionId.slice(0, 8)));
      await page.getByRole("button", { name: "Get another one-time password" }).click();
      await expect(page.locator("output")).not.toHaveText(first);
      const passcode = await passcodeOn(page);

      const current = async (step: string) => {
        if (script)
          return expect(page.locator("main").getByRole("listitem").and(page.locator("[aria-current]"))).toContainText(
            step,
          );
        return expect(page.frameLocator("iframe").locator("[aria-current]")).toContainText(step);
      };
      await current(`You open ${stack.institution} in Sage`);
      const inSage = await browser.newPage();
      await arriveAt(inSage, await sage.start());
      const screen = screenOf(inSage);
      await screen.connectionId.fill(company.connectionId);
      await screen.passcode.fill(passcode);
      await screen.continue.click();
      await current(`${stack.institution} knows you`);
      if (!script) await page.getByRole("button", { name: "Check now" }).click();
      await expect(now(page)).toContainText("Go on in SageChoose the account and press OK.");
      await expect(page.getByText(company.connectionId)).toHaveCount(0);
      await choose(inSage);
      await current("Account chosen");
      await confirm(inSage);
      await finishInSage(inSage);
      await inSage.close();
      if (!script) await page.getByRole("button", { name: "Check now" }).click();
      await expect(now(page)).toContainText("Your account is connected");
      await expect(now(page)).toContainText(/Business current account, ending \d{4}: connected since .*\d{4}/);
      await expect(page.getByRole("heading", { name: "What to expect" })).toBeVisible();
      await expect(page.getByText(/choose to connect|You open/)).toHaveCount(0);

      await page.getByRole("button", { name: "Connect another account" }).click();
      await expect(now(page)).toContainText(`In Sage, choose to connect your bank, and pick ${stack.institution}.`);
      await expect(page.getByRole("heading", { name: "Connect in Sage Intacct" })).toBeVisible();
      await page.getByRole("button", { name: "Get a one-time password" }).click();
      await passcodeOn(page);
      await expect(now(page)).toContainText("Business current account, ending");

      expect(page.url()).toBe(url);
      for (const address of addresses)
        for (const hidden of [secret, passcode, first]) expect(address).not.toContain(hidden);
    });

    test("opens once; a link that was used, changed or made up says what to do", async ({ page, stack, company }) => {
      const { url, token } = await newLink(stack, company);
      // None of these opens the page, so none uses the link up.
      await fetch(url, { method: "HEAD" });
      await fetch(url, { headers: { "sec-purpose": "prefetch" } });
      await fetch(url, { headers: { rsc: "1", "next-router-prefetch": "1" }, redirect: "manual" });
      await fetch(`${url}/`, { redirect: "manual" });
      await fetch(`${url}/more`);
      await page.goto(url);
      await expect(page.getByText(company.connectionId)).toBeVisible();
      const swapped = token.replace(/.$/, (last) => (last === "A" ? "B" : "A"));
      for (const address of [url, url.replace(token, swapped), url.replace(token, "x".repeat(48))]) {
        const answer = await page.goto(address);
        expect(answer?.status()).toBe(410);
        await expect(page.getByRole("heading", { name: "This link has been used" })).toBeVisible();
        await expect(page.getByText(company.connectionId)).toHaveCount(0);
      }
    });

    test("lets a person say that the window in Sage is theirs, instead of typing", async ({
      page,
      stack,
      sage,
      company,
      context,
    }) => {
      const { url } = await newLink(stack, company);
      await page.goto(url);
      await secretOn(page);
      const inSage = await context.newPage();
      const { frame } = await connectBankInSage(inSage, sage, stack.institution);
      const code = (await frame.getByText("Support code:").locator("span").textContent()) ?? "";
      if (!script) await page.getByRole("button", { name: "Check now" }).click();
      const question = now(page).getByRole("region", { name: "Is this you?" });
      await expect(question).toContainText(code);
      await question.getByRole("button", { name: "Yes, this is me" }).click();
      // With script the frame goes on by itself, and this page with it. Its message may be gone before the test looks.
      if (!script) {
        await expect(now(page)).toContainText("Go on in SageGood.");
        await page.getByRole("button", { name: "Check now" }).click();
        await expect(now(page)).toContainText("Go on in SageGood.");
        await screenOf(frame).continue.click();
      }
      await expect(screenOf(frame).heading("account")).toBeVisible();
      await choose(frame);
      if (!script) await page.getByRole("button", { name: "Check now" }).click();
      await expect(now(page)).toContainText("Go on in SageChoose the account and press OK.");
      await confirm(frame);
      await finishInSage(frame);
      await inSage.close();
      if (!script) await page.getByRole("button", { name: "Check now" }).click();
      await expect(now(page)).toContainText("Your account is connected");

      // Of another account it asks again, though it says connected.
      const again = await context.newPage();
      const second = await connectBankInSage(again, sage, stack.institution);
      if (!script) await page.getByRole("button", { name: "Check now" }).click();
      await expect(question).toBeVisible();
      await page.getByRole("button", { name: "No", exact: true }).click();
      await expect(now(page)).toContainText("Your account is connected");
      await screenOf(second.frame).cancel.click();

      await unlink(stack, company);
      if (!script) await page.getByRole("button", { name: "Check now" }).click();
      await expect(now(page)).toContainText(`disconnected by ${stack.institution} since`);
      await expect(page.getByText(company.connectionId)).toBeVisible();
      await expect(page.getByText(/account is connected|: connected/)).toHaveCount(0);
    });

    test("does nothing about somebody it does not know, and nothing by itself", async ({
      page,
      stack,
      sage,
      company,
      context,
    }) => {
      const { url } = await newLink(stack, company);
      await page.goto(url);
      await secretOn(page);
      const inSage = await context.newPage();
      const { frame } = await connectBankInSage(inSage, sage, stack.institution);
      if (!script) await page.getByRole("button", { name: "Check now" }).click();
      await page.getByRole("button", { name: "No", exact: true }).click();
      await expect(page.getByRole("region", { name: "Is this you?" })).toHaveCount(0);
      await screenOf(frame).continue.click();
      await expect(frame.getByText("There is a problem")).toBeVisible();
      await screenOf(frame).cancel.click();
    });
  });

test("only a page that the institution has listed may have it in a frame", async ({ browser, stack, company }) => {
  const html = (src: string) => `<!doctype html><title>Web app</title><iframe src="${src}"></iframe>`;
  let body = "";
  const webApp = await serve("127.0.0.1", (_, res) => void res.setHeader("content-type", "text/html").end(body));
  const { origin } = new URL(webApp.url);
  body = html((await newLink(stack, company)).url);
  const page = await browser.newPage();
  const refused = page.waitForEvent("console", (message) => message.text().includes("frame-ancestors"));
  await page.goto(webApp.url);
  await refused;
  await page.close();
  await putSettings(stack, { linkOrigins: [origin] });
  body = html((await newLink(stack, company)).url);
  const listed = await browser.newPage();
  await listed.goto(webApp.url);
  await expect(listed.frameLocator("iframe").getByText(company.connectionId)).toBeVisible();
  await listed.close();
  await webApp.stop();
});

test("as the custom element it tells the page around it, and never a password", async ({ page, stack, company }) => {
  const script = `const told=[];addEventListener("message",({data})=>told.push(data));
    for(const type of ["ready","passcode","error"])document.addEventListener(type,()=>told.push(type));`;
  let token = "";
  const webApp = await serve("127.0.0.1", (_, res) => {
    const body = `<script>${script}</script><script src="${stack.app}/connect-bank.js"></script><sage-connect-bank token="${token}"></sage-connect-bank>`;
    res.setHeader("content-type", "text/html").end(`<!doctype html><title>Web app</title>${body}`);
  });
  await putSettings(stack, { linkOrigins: [new URL(webApp.url).origin] });
  token = (await newLink(stack, company)).token;
  await page.goto(webApp.url);
  const frame = page.frameLocator("sage-connect-bank iframe");
  await frame.getByRole("button", { name: "Get a one-time password" }).click();
  await expect(frame.locator("output")).toHaveText(/^[A-Z0-9]{6}$/);
  const passcode = (await frame.locator("output").textContent()) ?? "";
  noteSecrets(passcode, await frame.locator('input[name="view"]').inputValue());
  await expect
    .poll(() => page.evaluate("told.filter((one) => typeof one === 'string')"))
    .toEqual(["ready", "passcode"]);
  expect(JSON.stringify(await page.evaluate("told"))).not.toContain(passcode);
  const overflow = () => frame.locator("html").evaluate((html) => html.scrollHeight - html.clientHeight);
  await expect.poll(overflow).toBeLessThanOrEqual(0);

  // The token is used up: the page says so, and the element with it.
  await page.reload();
  await expect.poll(() => page.evaluate("told.filter((one) => typeof one === 'string')")).toEqual(["error"]);
  await webApp.stop();
});

for (const locale of ["en", "fr"] as const)
  test(`it has no barriers, in ${locale}, and fits every width`, async ({ page, stack, company }) => {
    await page.goto((await newLink(stack, company, locale)).url);
    await secretOn(page);
    await page.locator("button[value=passcode]").click();
    await passcodeOn(page);
    await page.locator("select").selectOption("accounting-gb");
    await page.locator("button[value=steps]").click();
    await expect(page.locator("ol li")).toHaveCount(10);
    expect(await page.locator("html").getAttribute("lang")).toBe(locale);
    expect(await barriers(page, locale)).toEqual([]);
    expect(await tooWide(page, locale)).toEqual([]);
  });

test("where a connection's linkUrl leads, connecting is explained", async ({ page, stack }) => {
  await page.goto(`${stack.app}/link`);
  await expect(page.getByRole("heading", { name: "Connecting starts in Sage" })).toBeVisible();
  expect(await barriers(page, "explanation")).toEqual([]);
});
