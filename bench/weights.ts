import { gzipSync } from "node:zlib";
import { type Browser, type BrowserContextOptions, chromium, type Response } from "@playwright/test";
import { chromiumArgs, leanChromiumPath } from "../scripts/chromium.ts";

/** An address; or where each look needs one of its own, how to get it. */
export type PageAddress = string | (() => Promise<string>);
export const addressOf = (page: PageAddress) => (typeof page === "string" ? page : page());

/** The load of a page in a browser with an empty cache: bytes after gzip, and bytes on the wire with all headers. */
export interface Weight {
  wire: number;
  requests: number;
  script: number;
  html: number;
  css: number;
  scripts: Record<string, number>;
  fonts: number;
  thirdParty: number;
}

type Session = BrowserContextOptions["storageState"];

/** The weight of each page for somebody new, or for the person of a session. */
export async function measureWeights(
  pages: Record<string, PageAddress>,
  session?: Session,
): Promise<Record<string, Weight>> {
  const browser = await chromium.launch({ executablePath: await leanChromiumPath(), args: chromiumArgs });
  try {
    const weights: Record<string, Weight> = {};
    for (const [name, url] of Object.entries(pages))
      weights[name] = await weigh(browser, await addressOf(url), session);
    return weights;
  } finally {
    await browser.close();
  }
}

async function weigh(browser: Browser, url: string, session: Session): Promise<Weight> {
  const context = await browser.newContext(session ? { storageState: session } : {});
  const page = await context.newPage();
  const responses: Response[] = [];
  page.on("response", (response) => responses.push(response));
  const network = await context.newCDPSession(page);
  await network.send("Network.enable");
  let [wire, requests] = [0, 0];
  network.on("Network.loadingFinished", ({ encodedDataLength }) => {
    wire += encodedDataLength;
    requests++;
  });
  await page.goto(url, { waitUntil: "networkidle" });
  const weight: Weight = { wire, requests, script: 0, html: 0, css: 0, scripts: {}, fonts: 0, thirdParty: 0 };
  const { origin } = new URL(url);
  const seen = new Set<string>();
  for (const response of responses) {
    const address = new URL(response.url());
    // A frame asks for the same files again, and has them from the cache.
    if (seen.has(address.href)) continue;
    seen.add(address.href);
    if (address.origin !== origin) weight.thirdParty++;
    const kind = response.request().resourceType();
    if (kind === "font") weight.fonts++;
    if (kind !== "document" && kind !== "script" && kind !== "stylesheet") continue;
    const bytes = gzipSync(await response.body()).length;
    if (kind === "document") weight.html += bytes;
    if (kind === "stylesheet") weight.css += bytes;
    if (kind === "script") {
      weight.script += bytes;
      weight.scripts[address.pathname.split("/").at(-1) ?? ""] = bytes;
    }
  }
  await context.close();
  return weight;
}
