import { z } from "@hono/zod-openapi";
import { DELIVERY_ERRORS, DELIVERY_STATUSES, type Delivery as Recorded } from "../../institution/delivery.ts";
import { EVENT_TYPES, MAX_WEBHOOKS } from "../../institution/webhook.ts";
import { isPlainAddress } from "../../public-address.ts";
import { DateTime, text } from "./fields.ts";

const companyTag = text(128).regex(/^[^:]+:.+$/, "must be a name, a colon and a value");

export const WebhookRequest = z
  .object({
    url: text(2048, 1)
      .refine((written) => isPlainAddress(written), "must be an https address without user and password")
      .openapi({ example: "https://bank.example.com/sage-events", format: "uri" }),
    disabled: z.boolean().default(false),
    eventTypes: z
      .array(z.enum(EVENT_TYPES))
      .min(1)
      .transform((types) => [...new Set(types)]),
    companyTags: z
      .array(companyTag)
      .max(10)
      .nullish()
      .openapi({ example: ["region:uk"], description: "Only of companies with one of these tags." }),
  })
  .openapi("WebhookRequest");

export const Webhook = z
  .object({
    id: z.uuid(),
    url: z.string(),
    disabled: z.boolean(),
    disabledReason: z.enum(["failing-for-five-days"]).optional().openapi({
      description: "Why it is disabled, when you did not do it yourself. An extension.",
    }),
    eventTypes: z.array(z.enum(EVENT_TYPES)),
    companyTags: z.array(z.string()),
  })
  .openapi("Webhook");

export const NewWebhook = Webhook.extend({
  secret: z.string().openapi({
    example: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    description: "Signs what is sent to you. Shown here and never again. An extension.",
  }),
}).openapi("NewWebhook");

export const WebhookUpdate = z.object({ disabled: z.boolean() }).openapi("WebhookUpdate");

const Attempt = z
  .object({
    at: DateTime,
    statusCode: z.int().optional().openapi({ description: "What your server answered." }),
    error: z.enum(DELIVERY_ERRORS).optional().openapi({ description: "Why there was no answer." }),
    milliseconds: z.int(),
  })
  .openapi("DeliveryAttempt");

export const Delivery = z
  .object({
    id: z.uuid(),
    eventType: z.enum(EVENT_TYPES),
    status: z.enum(DELIVERY_STATUSES),
    created: DateTime,
    nextAttempt: DateTime.optional(),
    attempts: z.array(Attempt),
  })
  .openapi("Delivery");

/** A delivery as its institution sees it. */
export const deliveryBody = ({
  createdAt,
  nextAttemptAt,
  attempts,
  ...delivery
}: Recorded): z.output<typeof Delivery> => ({
  ...delivery,
  created: createdAt.toISOString(),
  ...(nextAttemptAt ? { nextAttempt: nextAttemptAt.toISOString() } : {}),
  attempts: attempts.map(({ at, statusCode, error, milliseconds }) => ({
    at: at.toISOString(),
    ...(statusCode === null ? {} : { statusCode }),
    ...(error === null ? {} : { error }),
    milliseconds,
  })),
});

export const Webhooks = z.object({ results: z.array(Webhook).max(MAX_WEBHOOKS) }).openapi("Webhooks");
