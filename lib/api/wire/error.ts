import { z } from "@hono/zod-openapi";
import type { SettingFault } from "../../institution/settings.ts";
import { json } from "./json.ts";

const Item = z
  .object({
    itemId: z.string().optional().openapi({ description: "The place in the request, as `accountInfo.nickname`." }),
    message: z.string().optional(),
    validatorName: z.string().optional(),
  })
  .openapi("ValidationItem");
export type ValidationItem = z.output<typeof Item>;

const FAULTS: Record<SettingFault["fault"], string> = {
  "not-a-redirect-url": "must be an absolute https address as described",
  "not-an-origin": "must be an https origin, such as https://bank.example.com",
  "not-a-time-zone": "must be a name of the IANA time zone database, such as Europe/London",
  "not-an-address": "must be an https address",
};
/** A setting that cannot be, in the words of the API. */
export const faultItem = ({ itemId, fault }: SettingFault): ValidationItem => ({ itemId, message: FAULTS[fault] });

export const ErrorMessage = z
  .object({
    statusCode: z.int().openapi({ example: 404 }),
    service: z.string().openapi({ example: "PublicApi" }),
    error: z.string(),
    correlationId: z.string().openapi({ description: "Name it when you ask us about a refusal: our log has it." }),
    validation: z.object({ errors: z.array(Item), warnings: z.array(Item) }).optional(),
    canBeRetried: z.enum(["True", "False", "Unknown"]),
    detailedErrorCode: z.int(),
  })
  .openapi("ErrorMessage");
export type ErrorMessage = z.output<typeof ErrorMessage>;

const refused = (description: string) => json(ErrorMessage, description);

/** Answers of any operation. */
export const usual = {
  401: refused("No API key, or one that nobody has. `WWW-Authenticate` names the scheme."),
  403: refused("The API key was revoked."),
  404: refused("There is no such company, connection or account, or it is another institution's."),
  429: refused("Too many requests. `Retry-After` says when to come again."),
  500: refused("A fault of ours. Repeat the request, with the same `Idempotency-Key` where it had one."),
  503: refused(
    "Not at the moment: the store cannot serve, or Sage is away. `Retry-After`, where it is there, says in how many seconds to repeat the request.",
  ),
};

export const invalid = {
  400: refused("The request does not fit; `validation.errors` names each place."),
};

export const conflict = (description: string) => ({ 409: refused(description) });

/** Further answers of an operation with a body. */
export const withBody = {
  ...invalid,
  413: refused("The body is larger than 2 MB."),
  415: refused("The body is not `application/json`, or its charset or `Content-Encoding` is not known."),
};

/** Further answers of an operation that takes an `Idempotency-Key`. */
export const repeatable = {
  400: refused(
    "The request does not fit, or its `Idempotency-Key` is not one UUID; `validation.errors` names each place.",
  ),
  ...conflict("The first request with this `Idempotency-Key` is still being worked on."),
  422: refused("This `Idempotency-Key` came with another request before."),
};
