import { createRoute, z } from "@hono/zod-openapi";
import { type Webhook as Registered, registerWebhook } from "../../institution/webhook.ts";
import type { ApiApp, ApiServices } from "../env.ts";
import { NOT_VALID, refusal } from "../refusal.ts";
import { conflict, repeatable, usual, withBody } from "../wire/error.ts";
import { uuid } from "../wire/fields.ts";
import { json } from "../wire/json.ts";
import { Webhook, WebhookRequest, Webhooks } from "../wire/webhook.ts";

const tags = ["Webhooks"];

const list = createRoute({
  method: "get",
  path: "/webhooks",
  operationId: "list-webhooks",
  summary: "List webhooks",
  tags,
  responses: { 200: json(Webhooks, "All of them."), ...usual },
});
const create = createRoute({
  method: "post",
  path: "/webhooks",
  operationId: "create-webhook",
  summary: "Register a webhook",
  description:
    "Where you want to be told of which events. You may have 50. The secret that signs what is sent is made here and never shown by the API. Nothing is delivered yet.",
  tags,
  request: { body: { required: true, ...json(WebhookRequest) } },
  responses: {
    201: json(Webhook, "The webhook."),
    ...usual,
    ...withBody,
    ...repeatable,
    ...conflict("You have 50 webhooks, or the first request with this `Idempotency-Key` is still being worked on."),
  },
});
const remove = createRoute({
  method: "delete",
  path: "/webhooks/{webhookId}",
  operationId: "delete-webhook",
  summary: "Delete a webhook",
  tags,
  request: { params: z.object({ webhookId: uuid().openapi({ format: "uuid" }) }) },
  responses: { 204: { description: "It is gone." }, ...usual },
});

/** Where an institution wants to be told of events. */
export function webhookRoutes(app: ApiApp, services: ApiServices) {
  app.openapi(list, async (c) => {
    const results = (await services().webhooks.webhooks(c.get("institutionId"))).map(bodyOf);
    return c.json({ results }, 200);
  });

  app.openapi(create, async (c) => {
    const { companyTags, ...wanted } = c.req.valid("json");
    if (services().env.production && !wanted.url.toLowerCase().startsWith("https:"))
      return refusal(c, 400, NOT_VALID, [{ itemId: "url", message: "must be an https address" }]);
    const webhook = { ...wanted, companyTags: companyTags ?? [] };
    const registered = await registerWebhook(services(), c.get("institutionId"), webhook);
    if (registered.ok) return c.json(bodyOf(registered.value), 201);
    return refusal(c, 409, "You have 50 webhooks, which is all you may have.");
  });

  app.openapi(remove, async (c) => {
    const { webhookId } = c.req.valid("param");
    const removed = await services().webhooks.remove(c.get("institutionId"), webhookId);
    return removed ? c.body(null, 204) : refusal(c, 404, `Webhook ${webhookId} not found`);
  });
}

const bodyOf = ({ eventTypes, companyTags, ...webhook }: Registered) => ({
  ...webhook,
  eventTypes: [...eventTypes],
  companyTags: [...companyTags],
});
