import { html, raw } from "hono/html";
import { CHAPTERS } from "./chapters.ts";
import type { Document } from "./document.ts";
import { idOf, type Operation, operationSection } from "./operation-section.ts";
import { prose } from "./prose.ts";
import { type Schema, schemaSection } from "./schema-section.ts";
import { STYLE } from "./style.ts";

/** The OpenAPI document as one page that needs no script. */
export function referencePage(document: Document, nonce: string) {
  const operations = operationsOf(document);
  const schemas = Object.entries(document.components?.schemas ?? {}) as [string, Schema][];
  const server = document.servers?.[0]?.url ?? "";
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${document.info.title}</title>
<link rel="alternate" type="application/json" href="/api/openapi.json" title="OpenAPI">
<style nonce="${nonce}">${raw(STYLE)}</style>
</head>
<body>
<nav aria-label="Contents"><p><a href="#top">${document.info.title}</a></p>
<ul>${CHAPTERS.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul>
${(document.tags ?? []).map(
  ({ name }) => html`<p>${name}</p>
<ul>${operations.filter(({ tag }) => tag === name).map((one) => html`<li><a href="#${idOf(one)}">${one.summary}</a></li>`)}</ul>`,
)}
<p>Bodies</p>
<ul>${schemas.map(([name]) => html`<li><a href="#${name}">${name}</a></li>`)}</ul>
</nav>
<main id="top">
<h1>${document.info.title}</h1>
<p>At <code>${server}</code>. As <a href="/api/openapi.json">OpenAPI ${document.openapi}</a>. An asterisk marks what must be there.</p>
${CHAPTERS.map(({ id, title, text }) => html`<section id="${id}"><h2>${title}</h2>${text.map(prose)}</section>`)}
${(document.tags ?? []).map(
  ({ name, description }) => html`<section><h2>${name}</h2>${prose(description ?? "")}
${operations.filter(({ tag }) => tag === name).map(operationSection)}</section>`,
)}
<section><h2>Bodies</h2>${schemas.map(([name, schema]) => schemaSection(name, schema))}</section>
</main>
</body>
</html>`;
}

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

function operationsOf(document: Document): Operation[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ ...operation, path, method, tag: operation.tags?.[0] ?? "" } as Operation] : [];
    }),
  );
}
