import { createRoute, z } from "@hono/zod-openapi";
import { type Webhook as Registered, registerWebhook } from "../../institution/webhook.ts";
import { deliveryAddressFault } from "../../public-address.ts";
import type { ApiApp, ApiContext, ApiServices } from "../env.ts";
import { asWritten, NOT_VALID, refusal } from "../refusal.ts";
import { conflict, invalid, repeatable, usual, withBody } from "../wire/error.ts";
import { uuid } from "../wire/fields.ts";
import { json } from "../wire/json.ts";
import { PageParameters, pageBody, pageOf } from "../wire/paging.ts";
import {
  Delivery,
  deliveryBody,
  NewWebhook,
  Webhook,
  WebhookRequest,
  Webhooks,
  WebhookUpdate,
} from "../wire/webhook.ts";

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
    "Where you want to be told of which events. You may have 50. The answer holds the secret that signs what is sent; it is shown there and never again. An event of a push holds the first 100 of its `errors` and `warnings`, with `totalErrors` and `totalWarnings`.",
  tags,
  request: { body: { required: true, ...json(WebhookRequest) } },
  responses: {
    201: json(NewWebhook, "The webhook, with its secret."),
    ...usual,
    ...withBody,
    ...repeatable,
    ...conflict("You have 50 webhooks, or the first request with this `Idempotency-Key` is still being worked on."),
  },
});
const WebhookPath = z.object({ webhookId: uuid().openapi({ format: "uuid" }) });
const get = createRoute({
  method: "get",
  path: "/webhooks/{webhookId}",
  operationId: "get-webhook",
  summary: "Get a webhook",
  description: "Without its secret, which is shown once. An extension.",
  tags,
  request: { params: WebhookPath },
  responses: { 200: json(Webhook, "The webhook."), ...usual },
});
const remove = createRoute({
  method: "delete",
  path: "/webhooks/{webhookId}",
  operationId: "delete-webhook",
  summary: "Delete a webhook",
  tags,
  request: { params: WebhookPath },
  responses: { 204: { description: "It is gone." }, ...usual },
});
const update = createRoute({
  method: "patch",
  path: "/webhooks/{webhookId}",
  operationId: "switch-webhook",
  summary: "Enable or disable a webhook",
  description:
    "Events of the time while it is disabled are not sent later. One at which nothing has arrived for five days is disabled by itself. An extension.",
  tags,
  request: { params: WebhookPath, body: { required: true, ...json(WebhookUpdate) } },
  responses: { 200: json(Webhook, "The webhook."), ...usual, ...withBody, ...repeatable },
});
const deliveries = createRoute({
  method: "get",
  path: "/webhooks/{webhookId}/deliveries",
  operationId: "list-deliveries",
  summary: "List a webhook's deliveries",
  description: "Those of the last 30 days, newest first. An extension.",
  tags,
  request: { params: WebhookPath, query: PageParameters },
  responses: { 200: json(pageOf(Delivery).openapi("Deliveries"), "A page of deliveries."), ...usual, ...invalid },
});
const replay = createRoute({
  method: "post",
  path: "/webhooks/{webhookId}/deliveries/{deliveryId}/replay",
  operationId: "replay-delivery",
  summary: "Send a delivery again",
  description: "Now, and with the retries of a new one; its `webhook-id` stays. An extension.",
  tags,
  request: { params: WebhookPath.extend({ deliveryId: uuid().openapi({ format: "uuid" }) }) },
  responses: {
    202: { description: "It is on its way." },
    ...usual,
    ...repeatable,
    ...conflict("The webhook is disabled, or the first request with this `Idempotency-Key` is still being worked on."),
  },
});

/** The addresses to which an institution's events are sent. */
export function webhookRoutes(app: ApiApp, services: ApiServices) {
  app.openapi(list, async (c) => {
    const results = (await services().webhooks.webhooks(c.get("institutionId"))).map(bodyOf);
    return c.json({ results }, 200);
  });

  app.openapi(create, async (c) => {
    const { companyTags, ...wanted } = c.req.valid("json");
    const fault = deliveryAddressFault(wanted.url, services().env.production);
    if (fault) return refusal(c, 400, NOT_VALID, [{ itemId: "url", message: ADDRESS_FAULTS[fault] }]);
    const webhook = { ...wanted, companyTags: companyTags ?? [] };
    const registered = await registerWebhook(services(), c.get("institutionId"), webhook);
    if (registered.ok) return c.json({ ...bodyOf(registered.value), secret: registered.value.secret }, 201);
    return refusal(c, 409, "You have 50 webhooks, which is all you may have.");
  });

  app.openapi(get, async (c) => {
    const { webhookId } = c.req.valid("param");
    const found = await services().webhooks.webhook(c.get("institutionId"), webhookId);
    return found ? c.json(bodyOf(found), 200) : noWebhook(c, webhookId);
  });

  app.openapi(remove, async (c) => {
    const { webhookId } = c.req.valid("param");
    const removed = await services().webhooks.remove(c.get("institutionId"), webhookId);
    return removed ? c.body(null, 204) : noWebhook(c, webhookId);
  });

  app.openapi(update, async (c) => {
    const { webhookId } = c.req.valid("param");
    const changed = await services().webhooks.switch(c.get("institutionId"), webhookId, c.req.valid("json").disabled);
    return changed ? c.json(bodyOf(changed), 200) : noWebhook(c, webhookId);
  });

  app.openapi(deliveries, async (c) => {
    const { webhookId } = c.req.valid("param");
    const asked = c.req.valid("query");
    const found = await services().deliveries.log(c.get("institutionId"), webhookId, asked);
    if (!found) return noWebhook(c, webhookId);
    return c.json(pageBody(`/webhooks/${webhookId}/deliveries`, asked, found, deliveryBody), 200);
  });

  app.openapi(replay, async (c) => {
    const { webhookId, deliveryId } = c.req.valid("param");
    const sent = await services().deliveries.replay(c.get("institutionId"), webhookId, deliveryId);
    if (sent === "sent") return c.body(null, 202);
    return sent === "unknown"
      ? refusal(c, 404, `Delivery ${asWritten(c, "deliveryId", deliveryId)} not found`)
      : refusal(c, 409, "The webhook is disabled. Enable it first.");
  });
}

const ADDRESS_FAULTS = {
  "not-https": "must be an https address",
  private: "must not lead to a private address",
} as const;

const noWebhook = (c: ApiContext, webhookId: string) =>
  refusal(c, 404, `Webhook ${asWritten(c, "webhookId", webhookId)} not found`);

const bodyOf = ({ id, url, disabled, disabledReason, eventTypes, companyTags }: Registered) => ({
  id,
  url,
  disabled,
  ...(disabledReason ? { disabledReason } : {}),
  eventTypes: [...eventTypes],
  companyTags: [...companyTags],
});
