import { createRoute } from "@hono/zod-openapi";
import type { InstitutionSettings } from "../../institution/institution.ts";
import { settingFaults } from "../../institution/settings.ts";
import type { ApiApp, ApiServices } from "../env.ts";
import { NOT_VALID, refusal } from "../refusal.ts";
import { faultItem, usual, withBody } from "../wire/error.ts";
import { json } from "../wire/json.ts";
import { Settings, SettingsRequest } from "../wire/settings.ts";

const tags = ["Settings"];
const settings = { 200: json(Settings, "The settings.") };

const get = createRoute({
  method: "get",
  path: "/settings",
  operationId: "get-settings",
  summary: "Get your settings",
  description: "An extension: the public contract has no such operation.",
  tags,
  responses: { ...settings, ...usual },
});
const put = createRoute({
  method: "put",
  path: "/settings",
  operationId: "replace-settings",
  summary: "Replace your settings",
  description: "What is absent is taken away. In force everywhere within five seconds. An extension.",
  tags,
  request: { body: { required: true, ...json(SettingsRequest) } },
  responses: { ...settings, ...usual, ...withBody },
});

/** How an institution's own web app works together with our pages. */
export function settingsRoutes(app: ApiApp, services: ApiServices) {
  app.openapi(get, async (c) => {
    const institution = await services().institutions.institution(c.get("institutionId"));
    return institution ? c.json(bodyOf(institution), 200) : refusal(c, 404, "There is no such institution.");
  });

  app.openapi(put, async (c) => {
    const { authorizationRedirectUrl = null, linkOrigins, timeZone = null, transactionOrder } = c.req.valid("json");
    const wanted = { authorizationRedirectUrl, linkOrigins, timeZone, strictOrder: transactionOrder === "strict" };
    const faults = settingFaults(wanted, !services().env.production);
    if (faults.length > 0) return refusal(c, 400, NOT_VALID, faults.map(faultItem));
    const saved = await services().institutions.saveSettings(c.get("institutionId"), wanted);
    return saved ? c.json(bodyOf(wanted), 200) : refusal(c, 404, "There is no such institution.");
  });
}

const bodyOf = ({ authorizationRedirectUrl, linkOrigins, timeZone, strictOrder }: InstitutionSettings) => ({
  ...(authorizationRedirectUrl === null ? {} : { authorizationRedirectUrl }),
  linkOrigins: [...linkOrigins],
  ...(timeZone === null ? {} : { timeZone }),
  ...(strictOrder ? { transactionOrder: "strict" as const } : {}),
});
