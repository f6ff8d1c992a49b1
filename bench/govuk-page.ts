import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "../scripts/root.ts";

const dist = path.join(root, "node_modules/govuk-frontend/dist/govuk");

/** The question of our first page, as its design system has it: two boxes with hints, a button, header and footer. */
const PAGE = `<!doctype html>
<html lang="en" class="govuk-template">
<head>
<meta charset="utf-8">
<title>Connect your bank account to Sage</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/govuk-frontend.min.css">
</head>
<body class="govuk-template__body">
<script src="/support.js"></script>
<header class="govuk-header"><div class="govuk-width-container govuk-header__container">Sample Bank</div></header>
<div class="govuk-width-container">
<main class="govuk-main-wrapper" id="main-content">
<span class="govuk-caption-l">Step 1 of 3</span>
<h1 class="govuk-heading-l">Connect your bank account to Sage</h1>
<form method="post" novalidate>
<div class="govuk-form-group">
<label class="govuk-label govuk-label--s" for="id">Connection ID</label>
<div id="id-hint" class="govuk-hint">Shown in your Sample Bank app or website, with the one-time password.</div>
<input class="govuk-input" id="id" name="id" type="text" aria-describedby="id-hint">
</div>
<div class="govuk-form-group">
<label class="govuk-label govuk-label--s" for="password">One-time password</label>
<div id="password-hint" class="govuk-hint">6 letters and digits. It works once.</div>
<input class="govuk-input govuk-input--width-10" id="password" name="password" type="text" aria-describedby="password-hint">
</div>
<button type="submit" class="govuk-button" data-module="govuk-button" data-prevent-double-click="true">Continue</button>
</form>
</main>
</div>
<script type="module" src="/start.js"></script>
</body>
</html>`;

const SUPPORT = "document.body.classList.add('js-enabled','govuk-frontend-supported')";
const START = 'import { initAll } from "/govuk-frontend.min.js"; initAll();';

/** A static page made with govuk-frontend: its style sheet, script and fonts, compressed and from memory. */
export async function startGovukPage() {
  const fonts = ["bold-b542beb274-v2.woff2", "light-94a07e06a1-v2.woff2"].map((name) => [
    `/assets/fonts/${name}`,
    "font/woff2",
    readFileSync(path.join(dist, "assets/fonts", name)),
  ]);
  const texts = [
    ["/", "text/html; charset=utf-8", PAGE],
    ["/govuk-frontend.min.css", "text/css", readFileSync(path.join(dist, "govuk-frontend.min.css"))],
    ["/govuk-frontend.min.js", "text/javascript", readFileSync(path.join(dist, "govuk-frontend.min.js"))],
    ["/support.js", "text/javascript", SUPPORT],
    ["/start.js", "text/javascript", START],
  ].map(([at, type, text]) => [at, type, gzipSync(text as string)]);
  const files = new Map([...fonts, ...texts].map(([at, type, body]) => [String(at), { type: String(type), body }]));
  const server = createServer((req, res) => {
    const file = files.get(req.url ?? "/");
    if (!file) return void res.writeHead(404).end();
    const encoding = file.type === "font/woff2" ? {} : { "content-encoding": "gzip" };
    res.writeHead(200, { "content-type": file.type, ...encoding }).end(file.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, stop: () => void server.close() };
}
