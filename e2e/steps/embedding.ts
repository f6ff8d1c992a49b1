import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { elementFile } from "./places.ts";
import { serve } from "./serve.ts";

type Happened = { type: string; detail: unknown };

/** The script of every page of the web app. It notes the element's events and how many messages came in at all. */
const NOTE = `
  const happened = [], heard = [];
  for (const type of ["ready", "passcode", "connected", "error"])
    document.addEventListener(type, ({ detail }) => happened.push({ type, detail }));
  addEventListener("message", ({ data }) => heard.push(data));`;

/**
 * Three origins: an institution's web app with a strict policy, an application, and a stranger. The application's link
 * page says only what a test lets it say.
 */
export async function startEmbedding() {
  const asked: { path: string; referrer: string | undefined }[] = [];
  const app = await serve("127.0.0.1", (req, res) => {
    if (req.url?.startsWith("/connect-bank.js")) {
      res.setHeader("content-type", "text/javascript; charset=utf-8");
      res.setHeader("access-control-allow-origin", "*");
      return res.end(readFileSync(elementFile));
    }
    asked.push({ path: req.url ?? "", referrer: req.headers.referer });
    res.setHeader("content-type", "text/html");
    res.end(`<!doctype html><title>Link page</title><p>${req.url}</p>`);
  });
  const stranger = await serve("127.0.0.1", (_, res) => {
    res.setHeader("content-type", "text/html");
    res.end("<!doctype html><title>Stranger</title>");
  });
  const [appOrigin, strangerOrigin] = [new URL(app.url).origin, new URL(stranger.url).origin];
  let html = "";
  const webApp = await serve("localhost", (_, res) => {
    res.setHeader("content-type", "text/html; charset=utf-8");
    res.setHeader(
      "content-security-policy",
      `default-src 'none'; script-src ${appOrigin} 'nonce-own'; frame-src ${appOrigin} ${strangerOrigin}`,
    );
    res.end(html);
  });
  return {
    appOrigin,
    strangerOrigin,
    webAppOrigin: new URL(webApp.url).origin,
    /** Every request for a link page, in order. */
    asked,
    script: (attributes = "") => `<script ${attributes} src="${appOrigin}/connect-bank.js"></script>`,
    /** Opens a page of the web app with this body. */
    async open(page: Page, body: string) {
      html = `<!doctype html><html lang="en"><title>Web app</title><script nonce="own">${NOTE}</script><body>${body}`;
      await page.goto(webApp.url);
    },
    stop: () => Promise.all([app.stop(), stranger.stop(), webApp.stop()]),
  };
}

export const happenedOn = (page: Page) => page.evaluate<Happened[]>("happened");
/** How many messages reached the page, from whomever. */
export const heardOn = (page: Page) => page.evaluate<number>("heard.length");

/** How many parts of the page listen for messages, as the browser counts them. */
export async function listenersOn(page: Page): Promise<number> {
  const browser = await page.context().newCDPSession(page);
  const { result } = await browser.send("Runtime.evaluate", { expression: "window" });
  const objectId = result.objectId ?? "";
  const { listeners } = await browser.send("DOMDebugger.getEventListeners", { objectId });
  await browser.detach();
  return listeners.filter(({ type }) => type === "message").length;
}
