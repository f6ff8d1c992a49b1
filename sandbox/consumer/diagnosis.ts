import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

/** The Consumer API's own way of refusing, which is not the Provider API's. */
export function diagnosis(c: Context, status: ContentfulStatusCode, code: string, message: string) {
  const entry = { $applicationCode: code, $message: message, $sdataCode: "ApplicationDiagnosis", $severity: "Error" };
  return c.json({ $diagnoses: [entry] }, status);
}
