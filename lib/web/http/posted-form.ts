import { readFileSync } from "node:fs";
import { IncomingMessage } from "node:http";
import { join } from "node:path";
import { z } from "zod";

/** More than any form of ours has; as much as an action takes (`next.config.ts`). */
const MAX_BYTES = 64 * 1024;

const Manifest = z.object({ node: z.record(z.string(), z.unknown()) });

/** The names of the actions that this build has; null while it is still being made, as in development. */
export function actionsOfBuild(folder: string): ReadonlySet<string> | null {
  const text = readFileSync(join(folder, ".next/server/server-reference-manifest.json"), "utf8");
  return new Set(Object.keys(Manifest.parse(JSON.parse(text)).node));
}

export type PostedForm = {
  /** Null for a form that cannot be read, and for one that the framework's script sent. */
  fields: FormData | null;
  /** The request once more, with its body still to be read. */
  again: IncomingMessage;
};

/** True for what a form of ours sends, with the framework's script (`next-action`) and without. */
export const isForm = (req: IncomingMessage) => req.method === "POST" && (isByScript(req) || isMultipart(req));

/** True for what the framework's script sends: an argument list that only the framework reads. */
export const isByScript = (req: IncomingMessage) => req.headers["next-action"] !== undefined;

const isMultipart = (req: IncomingMessage) => /^multipart\/form-data\b/i.test(req.headers["content-type"] ?? "");

/**
 * Reads a form; null for one that is larger than any of ours. Such a form is not read to its end: `drainBody` sees to
 * the rest.
 */
export async function readForm(req: IncomingMessage): Promise<PostedForm | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Breaking off must not destroy the request: its connection is still to carry the answer.
  for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BYTES) return null;
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  const again = requestLike(req, "POST", body);
  if (isByScript(req)) return { fields: null, again };
  const headers = { "content-type": req.headers["content-type"] ?? "" };
  const fields = await new Response(body, { headers }).formData().catch(() => null);
  return { fields, again };
}

/** The page that a form was sent to, asked for as if it were opened. */
export function asPage(req: IncomingMessage): IncomingMessage {
  const page = requestLike(req, "GET", null);
  for (const name of ["content-type", "content-length", "transfer-encoding"]) delete page.headers[name];
  return page;
}

function requestLike(req: IncomingMessage, method: string, body: Buffer | null): IncomingMessage {
  const made = new IncomingMessage(req.socket);
  const { url, httpVersion, httpVersionMajor, httpVersionMinor } = req;
  Object.assign(made, { method, url, httpVersion, httpVersionMajor, httpVersionMinor, complete: true });
  made.headers = { ...req.headers };
  if (body) made.push(body);
  made.push(null);
  return made;
}

/**
 * True when a form names actions, all of them among these. React writes an action's name into a field's name. When
 * values are bound to the action, the first field of its reference holds the name.
 */
export function namesKnownAction(fields: FormData, actions: ReadonlySet<string>): boolean {
  const named = [...fields.keys()].flatMap((key) => {
    const [, plain] = /^\$ACTION_ID_(.+)$/.exec(key) ?? [];
    const [, reference] = /^\$ACTION_REF_(.+)$/.exec(key) ?? [];
    return plain ?? (reference === undefined ? [] : boundName(fields.get(`$ACTION_${reference}:0`)));
  });
  return named.length > 0 && named.every((name) => actions.has(name));
}

function boundName(text: unknown): string {
  const parsed = z
    .string()
    .transform((json) => JSON.parse(json))
    .pipe(z.object({ id: z.string(), bound: z.string().regex(/^\$@[0-9a-f]+$/) }));
  try {
    return parsed.parse(text).id;
  } catch {
    return "";
  }
}
