import { errorEnvelope } from "./provider/envelope.ts";

/** Bodies that a fault can name: what a gateway says, and what Sage itself says. */
export const BODIES = ["html", "empty", "gateway", "refused", "used", "expired"] as const;

type Body = { text: string | null; type: string | null };
const json = (body: unknown): Body => ({ text: JSON.stringify(body), type: "application/json" });

const bodies: Record<(typeof BODIES)[number], (status: number) => Body> = {
  html: (status) => ({ text: `<!doctype html><title>${status}</title><h1>Please wait</h1>`, type: "text/html" }),
  empty: () => ({ text: null, type: null }),
  gateway: (status) => json({ message: `Status ${status}` }),
  refused: (status) => json(errorEnvelope(status, "One or more fields do not match the specification")),
  used: (status) => json(errorEnvelope(status, "The authorisation was already used")),
  expired: (status) => json(errorEnvelope(status, "The authorisation has expired")),
};

/** Statuses whose answers have no body, whatever it was to be. */
const BODILESS = new Set([204, 205, 304]);

/** The answer that a fault gives in place of the right one. */
export function spoiltResponse({
  status,
  body,
  headers,
  as,
}: {
  status: number;
  body?: unknown;
  headers?: Record<string, string> | undefined;
  as?: (typeof BODIES)[number] | undefined;
}): Response {
  const { text, type } = as ? bodies[as](status) : given(body);
  const all = { ...(type === null ? {} : { "content-type": type }), ...headers };
  return new Response(BODILESS.has(status) ? null : text, { status, headers: all });
}

function given(body: unknown): Body {
  if (body === undefined) return { text: null, type: null };
  return typeof body === "string" ? { text: body, type: "text/plain" } : json(body);
}
