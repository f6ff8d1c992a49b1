import type { ContentfulStatusCode } from "hono/utils/http-status";
import { STORE_RETRY_SECONDS } from "../store-trouble.ts";
import type { ApiContext } from "./env.ts";
import type { ErrorMessage, ValidationItem } from "./wire/error.ts";

/** The body of every refusal, in the shape that clients of the public contract expect. */
export function errorBody(
  correlationId: string,
  statusCode: number,
  error: string,
  errors: readonly ValidationItem[] = [],
): ErrorMessage {
  return {
    statusCode,
    service: "PublicApi",
    error,
    correlationId,
    ...(errors.length > 0 ? { validation: { errors: [...errors], warnings: [] } } : {}),
    canBeRetried: statusCode === 429 || statusCode >= 500 ? "True" : "False",
    detailedErrorCode: 0,
  };
}

/** Answers no, with the reason and, for an input that does not fit, each place where. */
export const refusal = <S extends ContentfulStatusCode>(
  c: ApiContext,
  status: S,
  error: string,
  errors?: readonly ValidationItem[],
) => c.json(errorBody(c.get("correlationId"), status, error, errors), status);

/** Answers 429 with the time after which a repeat makes sense. */
export function tooMany(c: ApiContext, waitSeconds: number) {
  c.header("Retry-After", String(waitSeconds));
  return refusal(c, 429, "You have made too many requests in a given amount of time; please retry later.");
}

/** Answers 503: the store cannot serve now. */
export function notNow(c: ApiContext) {
  c.header("Retry-After", String(STORE_RETRY_SECONDS));
  return refusal(c, 503, "The store does not answer at the moment; please retry later.");
}

export const NOT_VALID = "Error processing request - not valid.";
export const noCompany = (c: ApiContext, id: string) =>
  refusal(c, 404, `No company was found with ID ${asWritten(c, "companyId", id)}`);
export const noConnection = (c: ApiContext, id: string) =>
  refusal(c, 404, `Data connection ${asWritten(c, "connectionId", id)} not found`);

/** An id of the address in its caller's spelling, not at any length: inside, all have small letters. */
export const asWritten = (c: ApiContext, name: string, id: string) =>
  ((c.req.param() as Record<string, string | undefined>)[name] ?? id).slice(0, 64);
