import { z } from "@hono/zod-openapi";
import { EVENT_TYPES, MAX_WEBHOOKS } from "../../institution/webhook.ts";
import { text } from "./fields.ts";

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

function isPlainAddress(written: string) {
  const url = URL.parse(written);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
}

export const Webhook = z
  .object({
    id: z.uuid(),
    url: z.string(),
    disabled: z.boolean(),
    eventTypes: z.array(z.enum(EVENT_TYPES)),
    companyTags: z.array(z.string()),
  })
  .openapi("Webhook");

export const Webhooks = z.object({ results: z.array(Webhook).max(MAX_WEBHOOKS) }).openapi("Webhooks");
