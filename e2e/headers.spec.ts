import { gzipSync } from "node:zlib";
import { arrive, connectBankInSage, identifyToAccounts, walkToReview } from "./steps/journey.ts";
import { newLink } from "./steps/link.ts";
import { policyOf } from "./steps/policy.ts";
import { serve } from "./steps/serve.ts";
import { expect, type RunStack, test } from "./steps/test.ts";

/** Every kind of answer, by the door it comes from. */
test.describe("a journey's pages", () => {
  test("carry a policy of their own that lets Sage frame them and sends the person back to Sage alone", async ({
    page,
    stack,
    sage,
    company,
  }) => {
    const { redirectUri } = await arrive(page, sage);
    const origin = new URL(redirectUri).origin;
    const pages = [page.url()];
    await identifyToAccounts(page, company);
    pages.push(page.url());
    for (const address of pages) {
      const [first, second] = [await answer(address), await answer(address)];
      expectProtected(first);
      const policy = policyOf(first.headers);
      expect(policy.get("form-action")).toEqual(["'self'", origin]);
      expect(policy.get("frame-ancestors")).toEqual([stack.sage]);
      const [script = "", ...others] = policy.get("script-src") ?? [];
      expect(script).toMatch(`${stack.app}/page-`);
      expect(others).toEqual([]);
      expect(policy.get("style-src")).toEqual(["'self'"]);
      expect(first.headers.get("content-security-policy")).not.toContain("nonce");
      expect(second.headers.get("content-security-policy")).toBe(first.headers.get("content-security-policy"));
      expect(first.headers.get("cache-control")).toContain("no-store");
    }
  });

  test("bring one script, ours, and nothing of the framework's", async ({ page, sage, company, stack }) => {
    const served: [string, string][] = [];
    const note = async (name: string) => served.push([name, (await answer(page.url())).text]);
    await arrive(page, sage);
    await note("identify");
    await walkToReview(page, company);
    await note("review");
    served.push(["account", (await answer(page.url().replace("review", "account"))).text]);
    served.push(["an address that no journey has", (await answer(`${stack.app}/connect/${"x".repeat(43)}`)).text]);
    served.push(["link page", (await answer((await newLink(stack, company)).url)).text]);
    served.push(["link that was used", (await answer(`${stack.app}/link/${"x".repeat(43)}`)).text]);
    for (const [name, text] of served) {
      const scripts = [...text.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
      expect(scripts, name).toEqual([expect.stringMatching(/^<script src="\/page-[\w-]{12}\.js" defer>$/)]);
      // A new version of the framework may write more: a template, a hidden part, a comment.
      expect(text, name).not.toMatch(
        /__next|_next\/[^"]*\.js|<template|<!--|nonce|as="script"|modulepreload|hidden="" id="S:/,
      );
    }
    const script = await answer(stack.app + (/\/page-[\w-]{12}\.js/.exec(served[0]?.[1] ?? "")?.[0] ?? ""));
    expect(gzipSync(script.text).length).toBeLessThan(4096);
    expect(script.headers.get("cache-control")).toContain("immutable");
  });

  test("bring no handler, style attribute or script from elsewhere in their markup", async ({ page, sage, stack }) => {
    await arrive(page, sage);
    const { text } = await answer(page.url());
    expect(text).not.toMatch(/<[a-z]+[^>]*\son[a-z]+=/i);
    expect(text).not.toMatch(/<[a-z]+[^>]*\sstyle="/i);
    for (const [, address = ""] of text.matchAll(/<(?!a\b)[a-z]+\b[^>]*\s(?:src|href)="([^"#]+)"/g))
      expect(new URL(address, stack.app).origin, address).toBe(stack.app);
  });
});

test("only Sage may frame a journey", async ({ browser, sage }) => {
  const { authUrl } = await sage.start();
  const stranger = await serve("127.0.0.1", (_, res) => {
    res.setHeader("content-type", "text/html");
    res.end(`<iframe src="${authUrl.replaceAll("&", "&amp;")}"></iframe>`);
  });
  const page = await browser.newPage();
  const refused = page.waitForEvent("console", (message) => message.text().includes("frame-ancestors"));
  await page.goto(stranger.url);
  await refused;
  await page.close();
  await stranger.stop();
});

test("all other doors say no to frames and everything else that they do not need", async ({ stack, sage }) => {
  const started = await sage.start();
  const unknown = "x".repeat(43);
  const routes: [path: string, status: number][] = [
    [`/sage/auth${new URL(started.authUrl).search}`, 200],
    ["/sage/auth", 400],
    ["/sage/authrefresh", 400],
    ["/sage/notification", 405],
    ["/sage/availableaccounts", 401],
    [`/connect/${unknown}/identify`, 404],
    [`/connect/${unknown}`, 404],
    ["/connect/short/review", 404],
    ["/nowhere", 404],
    ["/", 404],
    ["/api/companies", 401],
    ["/api/nowhere", 401],
    ["/healthz", 200],
    ["/readyz", 200],
    ["/metrics", 200],
    ["/_next/static/nothing.js", 404],
    ...brandRoutes(stack),
  ];
  for (const [path, status] of routes) {
    const seen = await answer(stack.app + path);
    expect(seen.status, path).toBe(status);
    expectProtected(seen, path);
    const framed = path.startsWith("/connect/") || /^\/sage\/auth(refresh)?\b/.test(path);
    expect(policyOf(seen.headers).get("frame-ancestors"), path).toEqual([framed ? stack.sage : "'none'"]);
    if (framed) expect(seen.headers.get("cache-control"), path).toContain("no-store");
  }
});

const brandRoutes = ({ institutionId }: RunStack): [string, number][] => [
  [`/brand/${institutionId}/none/theme.css`, 404],
];

test("the institution's logo and colours are kept by browsers and can do nothing else", async ({
  page,
  sage,
  stack,
}) => {
  await arrive(page, sage);
  const { text } = await answer(page.url());
  const files = [...text.matchAll(/"(\/brand\/[^"\\]+)"/g)].map(([, path = ""]) => path);
  expect(new Set(files.map((path) => path.split("/").at(-1)))).toEqual(new Set(["logo", "theme.css"]));
  for (const path of new Set(files)) {
    const seen = await answer(stack.app + path);
    expect(seen.status, path).toBe(200);
    expect(seen.headers.get("cache-control"), path).toContain("immutable");
    expectProtected(seen, path);
  }
});

test("the whole journey in Sage's frame brings no complaint of the browser's and no request to anyone else", async ({
  page,
  stack,
  sage,
  company,
}) => {
  const hosts = new Set<string>();
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  const { frame } = await connectBankInSage(page, sage, stack.institution);
  await walkToReview(frame, company);
  expect([...hosts].sort()).toEqual([new URL(stack.sage).host, new URL(stack.app).host].sort());
  // The fixture `page` checks the complaints.
});

test("any site may load the custom element, compressed and fresh after minutes, and nothing else of ours", async ({
  stack,
  request,
}) => {
  const seen = await answer(`${stack.app}/connect-bank.js`);
  expect(seen.status).toBe(200);
  expect(seen.text).toContain("customElements.define");
  expectProtected(seen);
  expect(seen.headers.get("content-type")).toMatch(/^(text|application)\/javascript; charset=utf-8$/i);
  expect(seen.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  expect(seen.headers.get("access-control-allow-origin")).toBe("*");
  expect(seen.headers.get("cache-control")).toBe("public, max-age=300, must-revalidate");
  expect(seen.headers.get("content-encoding")).toBe("gzip");
  const again = await request.get(`${stack.app}/connect-bank.js`, {
    headers: { "if-none-match": seen.headers.get("etag") ?? "" },
  });
  expect(again.status(), "asked again with what one has").toBe(304);
  for (const path of ["/icon.svg", "/robots.txt", "/healthz"]) {
    const { headers } = await answer(stack.app + path);
    expect(headers.get("cross-origin-resource-policy"), path).toBe("same-origin");
    expect(headers.get("access-control-allow-origin"), path).toBeNull();
  }
});

type Answer = Awaited<ReturnType<typeof answer>>;

async function answer(address: string) {
  const response = await fetch(address, { redirect: "manual" });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function expectProtected({ headers }: Answer, path = "") {
  const policy = policyOf(headers);
  const all = [...policy.values()].flat().join(" ");
  expect(all, path).not.toContain("unsafe-");
  expect(policy.get("default-src"), path).toEqual(["'none'"]);
  if (!policy.has("sandbox")) {
    expect(policy.get("object-src"), path).toEqual(["'none'"]);
    expect(policy.get("base-uri"), path).toEqual(["'none'"]);
    expect(headers.get("cross-origin-opener-policy"), path).toBe("same-origin");
    expect(headers.get("permissions-policy"), path).toContain("camera=()");
  }
  expect(headers.get("x-frame-options"), path).toBeNull();
  expect(headers.get("x-content-type-options"), path).toBe("nosniff");
  expect(headers.get("referrer-policy"), path).toBe("same-origin");
  expect(headers.get("x-powered-by"), path).toBeNull();
  expect(headers.get("set-cookie"), path).toBeNull();
}
