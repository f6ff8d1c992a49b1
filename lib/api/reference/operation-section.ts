import { html } from "hono/html";
import { inline, prose } from "./prose.ts";
import { meaning, propertyTable, type Schema, typeOf } from "./schema-section.ts";

type Media = { content?: Record<string, { schema?: Schema }> };
type Parameter = { name: string; in: string; required?: boolean; description?: string; schema?: Schema };

export type Operation = {
  path: string;
  method: string;
  tag: string;
  operationId?: string;
  summary?: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: Media;
  responses: Record<string, Media & { description?: string }>;
};

export const idOf = ({ operationId, method, path }: Operation) => operationId ?? `${method}${path}`;

/** One operation: its request and its possible answers. */
export const operationSection = (operation: Operation) => html`<article id="${idOf(operation)}">
<h3>${operation.summary}</h3>
<p class="line"><b>${operation.method.toUpperCase()}</b> <code>${operation.path}</code></p>
${prose(operation.description ?? "")}
${parameterTable(operation.parameters ?? [])}
${bodyOf(operation.requestBody)}
<table><thead><tr><th scope="col">Answer</th><th scope="col">Meaning</th><th scope="col">Body</th></tr></thead><tbody>${Object.entries(
  operation.responses,
).map(([status, response]) => {
  const schema = schemaOf(response);
  return html`<tr><td>${status}</td><td>${inline(response.description ?? "")}</td><td>${schema ? typeOf(schema) : ""}</td></tr>`;
})}</tbody></table>
</article>`;

const schemaOf = (media: Media | undefined) => media?.content?.["application/json"]?.schema;

function bodyOf(body: Media | undefined) {
  const schema = schemaOf(body);
  return schema ? html`<p>Body: ${typeOf(schema)}</p>${propertyTable(schema)}` : "";
}

function parameterTable(parameters: Parameter[]) {
  if (parameters.length === 0) return "";
  return html`<table><thead><tr><th scope="col">Parameter</th><th scope="col">In</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead><tbody>${parameters.map(
    ({ name, in: place, required, description, schema = {} }) =>
      html`<tr><td><code>${name}</code>${required ? " *" : ""}</td><td>${place}</td><td>${typeOf(schema)}</td><td>${meaning({ ...schema, ...(description ? { description } : {}) })}</td></tr>`,
  )}</tbody></table>`;
}
