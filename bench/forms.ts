import { randomBytes } from "node:crypto";
import type { Ask } from "./http.ts";

/**
 * The fields that a browser without script sends for a form. They are the typed ones, and the hidden ones, which carry
 * the action.
 */
export interface Form {
  fields: readonly (readonly [name: string, value: string])[];
}

/** The form of a page that holds `mark`; a page has others for Cancel and the language. */
export function formWith(html: string, mark: string): Form {
  const form = (html.match(/<form\b.*?<\/form>/gs) ?? []).find((one) => one.includes(mark));
  if (!form) throw new Error(`no form with ${mark}`);
  const fields = inputsOf(form)
    .filter(({ type }) => type === "hidden")
    .map(({ name = "", value = "" }) => [name, value] as const);
  return { fields };
}

/** The input elements of a piece of HTML, by their attributes. */
export function inputsOf(html: string): Record<string, string>[] {
  return (html.match(/<input\b[^>]*>/g) ?? []).map((tag) =>
    Object.fromEntries(
      [...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name.toLowerCase(), plain(value)]),
    ),
  );
}

/** The request that submits a form of `page`, as multipart like React's own forms. */
export function submission(
  page: string,
  form: Form,
  typed: Record<string, string>,
  headers: Record<string, string>,
): Ask {
  const boundary = `bench-${randomBytes(12).toString("hex")}`;
  const parts = [...form.fields, ...Object.entries(typed)].map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return {
    method: "POST",
    url: page,
    headers: { ...headers, origin: new URL(page).origin, "content-type": `multipart/form-data; boundary=${boundary}` },
    body: `${parts.join("")}--${boundary}--\r\n`,
  };
}

const ENTITIES: Record<string, string> = { quot: '"', amp: "&", lt: "<", gt: ">", "#x27": "'", "#39": "'" };
const plain = (text: string) => text.replace(/&([\w#]+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
