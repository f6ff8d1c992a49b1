"use server";

import { randomUUID } from "node:crypto";
import { revalidatePath } from "next/cache";
import { notFound } from "next/navigation";
import { z } from "zod";
import { createKey } from "#lib/institution/create-key.ts";
import { settingFaults } from "#lib/institution/settings.ts";
import { EVENT_TYPES, registerWebhook } from "#lib/institution/webhook.ts";
import { paths } from "#lib/paths.ts";
import { deliveryAddressFault } from "#lib/public-address.ts";
import { services } from "#lib/services.ts";
import { faultIn, OfInstitution, onInstitution } from "#lib/web/console/administer.ts";
import { consoleAction, noteAction, Reason } from "#lib/web/console/console-action.ts";
import { address, line, lines, ticked, uuid } from "#lib/web/console/console-fields.ts";
import { SettingsBoxes, settingsAfter } from "#lib/web/console/settings-form.ts";

/** Colours that are good enough until the institution brings its own. */
const FIRST_ACCENT = { light: "#1d4f91", dark: "#8ab8f5" };

/** Adds an institution; only an administrator of all institutions can. */
export const addInstitution = consoleAction(
  "administrator",
  z.object({ name: line(80), accountChoice: z.enum(["one", "several", "all"]), reason: Reason }),
  async (who, { name, accountChoice, reason }, t) => {
    if (who.institutionId) notFound();
    const id = randomUUID();
    await noteAction(who, "institution-added", id, `institution:${id}`, reason, { name });
    await services().registry.create({ id, name, accountChoice, accent: FIRST_ACCENT, passcodeMinutes: null });
    revalidatePath(paths.console.institutions);
    return { done: t("console.actions.added") };
  },
);

/** How the institution's own web app works together with our pages. */
export const saveSettings = onInstitution(
  OfInstitution.extend(SettingsBoxes.shape),
  async (who, { institutionId, reason, ...sent }, t, institution) => {
    const settings = settingsAfter(institution, sent);
    const { authorizationRedirectUrl, linkOrigins, timeZone, strictOrder } = settings;
    const [fault] = settingFaults(settings, !services().env.production);
    if (fault?.fault === "not-an-origin") return faultIn(t, "linkOrigins", "origins");
    if (fault?.fault === "not-a-time-zone") return faultIn(t, "timeZone", "timeZone");
    if (fault) return faultIn(t, "authorizationRedirectUrl", "redirectUrl");
    const transactionOrder = strictOrder ? "strict" : "late";
    const detail = { authorizationRedirectUrl, linkOrigins: linkOrigins.join(" "), timeZone, transactionOrder };
    await noteAction(who, "settings-changed", institutionId, `institution:${institutionId}`, reason, detail);
    await services().institutions.saveSettings(institutionId, settings);
    return { done: t("console.actions.saved") };
  },
);

/** Makes an API key; it is in the answer and nowhere else. */
export const createApiKey = onInstitution(
  OfInstitution.extend({ name: line(50) }),
  async (who, { institutionId, name, reason }, t) => {
    const id = randomUUID();
    await noteAction(who, "key-created", institutionId, `key:${id}`, reason, { name });
    const created = await createKey(services(), institutionId, name, id);
    if (created.ok) return { secret: { text: created.value.apiKey, note: t("console.actions.keyNote") } };
    return {
      problem: t(created.problem === "too-many-keys" ? "console.actions.tooManyKeys" : "console.actions.gone"),
    };
  },
);

export const revokeApiKey = onInstitution(
  OfInstitution.extend({ keyId: uuid }),
  async (who, { institutionId, keyId, reason }, t) => {
    const { apiKeys } = services();
    if (!(await apiKeys.keys(institutionId)).some(({ id }) => id === keyId))
      return { problem: t("console.actions.gone") };
    await noteAction(who, "key-revoked", institutionId, `key:${keyId}`, reason);
    await apiKeys.revoke(keyId);
    return { done: t("console.institutions.revoked") };
  },
);

const tag = /^[^:]+:.+$/;

/** Where the institution wants to be told; the signing secret is in the answer and nowhere else. */
export const addWebhook = onInstitution(
  OfInstitution.extend({
    url: address,
    eventTypes: ticked(EVENT_TYPES, "events"),
    companyTags: lines(10, "tags")
      .refine((tags) => tags.every((one) => tag.test(one) && one.length <= 128), "tags")
      .default([]),
  }),
  async (who, { institutionId, reason, url, eventTypes, companyTags }, t) => {
    const fault = deliveryAddressFault(url, services().env.production);
    if (fault) return faultIn(t, "url", fault === "private" ? "privateAddress" : "url");
    const detail = { url, events: eventTypes.join(" "), done: "add" };
    const id = randomUUID();
    await noteAction(who, "webhook-changed", institutionId, `webhook:${id}`, reason, detail);
    const wanted = { id, url, disabled: false, eventTypes, companyTags };
    const added = await registerWebhook(services(), institutionId, wanted);
    if (!added.ok) return { problem: t("console.actions.tooManyWebhooks") };
    return { secret: { text: added.value.secret, note: t("console.actions.secretNote") } };
  },
);

const OfWebhook = OfInstitution.extend({ webhookId: uuid });
export const switchWebhook = onInstitution(
  OfWebhook.extend({ disabled: z.enum(["true", "false"]).transform((text) => text === "true") }),
  async (who, { institutionId, webhookId, disabled, reason }, t) => {
    const detail = { done: disabled ? "disable" : "enable" };
    await noteAction(who, "webhook-changed", institutionId, `webhook:${webhookId}`, reason, detail);
    const changed = await services().webhooks.switch(institutionId, webhookId, disabled);
    return changed ? { done: t("console.actions.changed") } : { problem: t("console.actions.gone") };
  },
);

export const removeWebhook = onInstitution(OfWebhook, async (who, { institutionId, webhookId, reason }, t) => {
  await noteAction(who, "webhook-changed", institutionId, `webhook:${webhookId}`, reason, { done: "remove" });
  const removed = await services().webhooks.remove(institutionId, webhookId);
  return removed ? { done: t("console.actions.removed") } : { problem: t("console.actions.gone") };
});
