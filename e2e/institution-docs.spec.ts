import { once } from "node:events";
import { z } from "zod";
import { choosePort } from "../scripts/ports.ts";
import { arriveAt, choose, confirm, finishInSage } from "./steps/journey.ts";
import { askApi, putSettings } from "./steps/link.ts";
import { read } from "./steps/over-http.ts";
import { screenOf } from "./steps/screens.ts";
import { noteSecrets } from "./steps/secrets.ts";
import { serve } from "./steps/serve.ts";
import { pieces, runPieces, startPieces } from "./steps/snippets.ts";
import { expect, type RunStack, test } from "./steps/test.ts";

/** The code of docs/institutions, run as it stands: what an institution's developer copies works. */

const PAGES = ["set-up.md", "link.md", "sign-in.md", "webhooks.md", "errors.md"];
const access = ({ app, apiKey }: RunStack) => ({ CONNECT_BANK_URL: app, API_KEY: apiKey });

test("both languages show the same code", () => {
  for (const page of PAGES)
    for (const language of ["js", "html", "sh"] as const)
      expect(pieces(`fr/${page}`, language), page).toEqual(pieces(`en/${page}`, language));
});

test("set up: from an API key to a customer who has connected", async ({ page, stack, sage }) => {
  const [shown, before] = await runPieces("en/set-up.md", access(stack));
  const { connectionId, otp } = z.object({ connectionId: z.uuid(), otp: z.string() }).parse(shown);
  noteSecrets(otp);
  expect(before).toEqual({ status: "PendingAuth", accounts: ["pending"] });

  await arriveAt(page, await sage.start());
  const screen = screenOf(page);
  await screen.connectionId.fill(connectionId);
  await screen.passcode.fill(otp);
  await screen.continue.click();
  await choose(page);
  await confirm(page);
  await finishInSage(page);
});

test("sign in: the page as documented authorises and sends people home", async ({ stack, sage, company }) => {
  const url = `http://127.0.0.1:${await choosePort(0, "PORT")}/sage`;
  const { companyId, connectionId } = company;
  const server = startPieces("en/sign-in.md", {
    ...access(stack),
    SIGN_IN_URL: url,
    SANDBOX_URL: stack.sage,
    COMPANY_ID: companyId,
    CONNECTION_ID: connectionId,
  });
  try {
    await expect
      .poll(() =>
        fetch(url).then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(400);
    expect((await fetch(`${url}?redirectUri=https://elsewhere.example/`)).status).toBe(400);
    const { authUrl, authorisationId } = await sage.start();
    const [, target = ""] = /<a href="([^"]+)"/.exec((await read(authUrl)).text) ?? [];
    expect(target).toContain(url);
    const own = target.replaceAll("&amp;", "&");
    expect((await read(own)).text).toContain("Share your accounts with Sage?");
    const home = await read(own, { method: "POST" });
    expect(new URL(home.url).origin).toBe(sage.origin);
    const { accounts, landings, patchCalls } = await sage.authorisation(authorisationId);
    expect([accounts.length, landings, patchCalls.length]).toEqual([3, 1, 1]);
  } finally {
    server.kill();
    await putSettings(stack, {});
  }
});

test("embed the link: the element as documented shows the page and tells of it", async ({ page, stack, company }) => {
  let html = "";
  const webApp = await serve("127.0.0.1", (_, res) => void res.setHeader("content-type", "text/html").end(html));
  const { companyId, connectionId } = company;
  const [link] = await runPieces("en/link.md", {
    ...access(stack),
    WEB_APP_ORIGIN: new URL(webApp.url).origin,
    COMPANY_ID: companyId,
    CONNECTION_ID: connectionId,
  });
  const { token } = z.object({ token: z.string() }).parse(link);
  noteSecrets(token);
  const [shown = ""] = pieces("en/link.md", "html");
  html = `<!doctype html><title>Web app</title>${shown.replace("CONNECT_BANK_URL", stack.app).replace("TOKEN", token)}`;
  await page.goto(webApp.url);
  await expect(page.frameLocator("sage-connect-bank iframe").getByText(connectionId)).toBeVisible();
  // The event that the page dispatches when the account is connected.
  await page.evaluate(() =>
    document.querySelector("sage-connect-bank")?.dispatchEvent(new Event("connected", { bubbles: true })),
  );
  await expect(page).toHaveTitle("Connected");
  await webApp.stop();
  await putSettings(stack, {});
});

test("webhooks: the receiver as documented believes what is genuine, once, and nothing else", async ({
  stack,
  company,
}) => {
  const url = `http://127.0.0.1:${await choosePort(0, "PORT")}/events`;
  const server = startPieces("en/webhooks.md", { ...access(stack), WEBHOOK_URL: url });
  try {
    await expect
      .poll(() =>
        fetch(url, { method: "POST", body: "{}" }).then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(401);
    const told = once(server.stdout, "data");
    await askApi(stack, "POST", `/companies/${company.companyId}/connections`, { platformKey: "olpr" });
    expect(JSON.parse(String((await told)[0]))).toMatchObject({ eventType: "connection.created" });
  } finally {
    server.kill();
  }
});
