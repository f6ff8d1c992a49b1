import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { z } from "zod";

interface Detail {
  target: string;
  code: string;
  message: string;
}

/** Sage's wrapping of an answer that worked. */
export function success(c: Context, data: unknown, status = 200) {
  return c.json({ data, links: null, meta: null }, status as ContentfulStatusCode);
}

const codes: Record<number, string> = {
  400: "ValidationError",
  401: "AuthenticationError",
  404: "NotFoundError",
  409: "UnsupportedOperationError",
  500: "InternalServerError",
};

/** Sage's wrapping of a refusal; the code follows from the status. */
export function errorEnvelope(status: number, message: string, detail: Detail[] | null = null) {
  const error = { code: codes[status] ?? "UnsupportedOperationError", message, detail };
  return { data: null, links: null, meta: null, error };
}

export function refusal(c: Context, status: number, message: string, detail: Detail[] | null = null) {
  return c.json(errorEnvelope(status, message, detail), status as ContentfulStatusCode);
}

/** A 400 that names every field that is missing or wrong, by its path in the request. */
export function invalid(c: Context, request: string, error: z.ZodError) {
  const detail = error.issues.map(({ path, message }) => ({
    target: [request, ...path].reduce<string>(
      (target, part) =>
        typeof part === "number" ? `${target}[${part}]` : target ? `${target}.${String(part)}` : String(part),
      "",
    ),
    code: "InvalidPropertyValue",
    message,
  }));
  return refusal(c, 400, "One or more fields are missing or do not match the specification", detail);
}
