import type { ContentfulStatusCode } from "hono/utils/http-status";
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

export const NOT_VALID = "Error processing request - not valid.";
export const noCompany = (c: ApiContext, id: string) => refusal(c, 404, `No company was found with ID ${short(id)}`);
export const noConnection = (c: ApiContext, id: string) => refusal(c, 404, `Data connection ${short(id)} not found`);

/** What was written is shown back, but not at any length. */
const short = (written: string) => written.slice(0, 64);
