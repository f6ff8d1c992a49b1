import { html } from "hono/html";
import { inline } from "./prose.ts";

/** As much of a JSON schema as ours use. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  example?: unknown;
  enum?: unknown[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  default?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  additionalProperties?: Schema | boolean;
};

/** A body with its properties. */
export const schemaSection = (name: string, schema: Schema) =>
  html`<article id="${name}"><h3>${name}</h3>${schema.description ? html`<p>${inline(schema.description)}</p>` : ""}${propertyTable(schema)}</article>`;

export function propertyTable({ properties = {}, required = [] }: Schema): unknown {
  const rows = Object.entries(properties);
  if (rows.length === 0) return "";
  return html`<table><thead><tr><th scope="col">Property</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead><tbody>${rows.map(
    ([name, schema]) =>
      html`<tr><td><code>${name}</code>${required.includes(name) ? " *" : ""}</td><td>${typeOf(schema)}</td><td>${meaning(schema)}</td></tr>`,
  )}</tbody></table>`;
}

/** The type in words; a named body is a link to it. */
export function typeOf(schema: Schema): unknown {
  if (schema.$ref) {
    const name = schema.$ref.split("/").at(-1) ?? "";
    return html`<a href="#${name}">${name}</a>`;
  }
  const choices = (schema.anyOf ?? schema.oneOf ?? []).filter(({ type }) => type !== "null");
  if (choices.length > 0) return choices.map((choice, index) => html`${index > 0 ? " or " : ""}${typeOf(choice)}`);
  const type = [schema.type ?? "any"].flat().filter((one) => one !== "null");
  if (type[0] === "array" && schema.items) return html`list of ${typeOf(schema.items)}`;
  return [type.join(" or "), schema.format].filter(Boolean).join(", ");
}

export function meaning(schema: Schema): unknown {
  const { description, example } = schema;
  const limits = limitsOf(schema);
  return html`${description ? inline(description) : ""}${limits ? html` <small>${limits}</small>` : ""}${
    example === undefined ? "" : html` <small>As <code>${JSON.stringify(example)}</code>.</small>`
  }${schema.properties ? propertyTable(schema) : ""}`;
}

function limitsOf({ minLength, maxLength, minimum, maximum, minItems, maxItems, pattern, ...rest }: Schema) {
  const choices = rest.enum ?? rest.items?.enum;
  return [
    choices && `One of ${choices.filter((one) => one !== null).join(", ")}.`,
    minLength && minLength > 1 && `At least ${minLength} characters.`,
    maxLength && `At most ${maxLength} characters.`,
    minimum !== undefined && `From ${minimum}.`,
    maximum !== undefined && `To ${maximum}.`,
    minItems !== undefined && `At least ${minItems}.`,
    maxItems !== undefined && `At most ${maxItems}.`,
    pattern && `Like ${pattern}.`,
    rest.default !== undefined && `${written(rest.default)} unless given.`,
  ]
    .filter(Boolean)
    .join(" ");
}

/** A value as a developer writes it in JSON. */
const written = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
