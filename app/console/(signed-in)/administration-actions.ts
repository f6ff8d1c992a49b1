"use server";

import { randomBytes } from "node:crypto";
import { revalidatePath } from "next/cache";
import { notFound } from "next/navigation";
import { z } from "zod";
import type { Viewer } from "#lib/console/console-session.ts";
import { type Person, ROLES } from "#lib/console/person.ts";
import { changeDraft } from "#lib/institution/change-draft.ts";
import { createKey } from "#lib/institution/create-key.ts";
import { type Institution, REGIONS } from "#lib/institution/institution.ts";
import { publishBranding, restoreBranding } from "#lib/institution/publish-branding.ts";
import { type BankProblem, changeBank, registerBank, removeBank } from "#lib/institution/sage-bank.ts";
import { linkFaults, settingFaults } from "#lib/institution/settings.ts";
import { EVENT_TYPES, registerWebhook } from "#lib/institution/webhook.ts";
import { paths } from "#lib/paths.ts";
import { isNamedPublicly } from "#lib/public-address.ts";
import { services } from "#lib/services.ts";
import { type ActionAnswer, consoleAction, noteAction, Reason } from "#lib/web/console-action.ts";
import { address, colour, country, email, line, lines, minutes, ticked, uuid } from "#lib/web/console-fields.ts";
import type { Words } from "#lib/web/words.ts";

const Of = z.object({ institutionId: uuid, reason: Reason });
const OfPerson = z.object({ personId: uuid, reason: Reason });

/** Colours that are good enough until the institution brings its own. */
const FIRST_ACCENT = { light: "#1d4f91", dark: "#8ab8f5" };

/** The institution, where it is one that this person administers. */
async function administered(who: Viewer, institutionId: string): Promise<Institution | null> {
  if (who.institutionId && who.institutionId !== institutionId) return null;
  return services().institutions.institution(institutionId);
}

/** An action on one institution: asked for by id, and nothing but "not there" for somebody else's. */
const onInstitution = <S extends z.ZodType<{ institutionId: string; reason: string }>>(
  schema: S,
  run: (who: Viewer, input: z.output<S>, words: Words, institution: Institution) => Promise<ActionAnswer>,
) =>
  consoleAction("administrator", schema, async (who, input, words) => {
    const institution = await administered(who, input.institutionId);
    if (!institution) return { problem: words("console.actions.gone") };
    const answer = await run(who, input, words, institution);
    revalidatePath(paths.console.institution(institution.id));
    return answer;
  });

const needsWeb = (
  words: Words,
  field: "url" | "linkOrigins" | "authorizationRedirectUrl" | "ctaUrlEn" | "ctaUrlFr",
  rule: "url" | "origins" | "redirectUrl" | "privateAddress",
) => ({
  problem: `${words("console.actions.field", { field: words(`console.fields.${field}`) })} ${words(`console.rules.${rule}`)}`,
});

/** Adds an institution; only whoever administers all of them can. */
export const addInstitution = consoleAction(
  "administrator",
  z.object({ name: line(80), accountChoice: z.enum(["one", "several", "all"]), reason: Reason }),
  async (who, { name, accountChoice, reason }, words) => {
    if (who.institutionId) notFound();
    await noteAction(who, "institution-added", null, "institution:new", reason, { name });
    const id = await services().registry.create({ name, accountChoice, accent: FIRST_ACCENT, passcodeMinutes: null });
    await noteAction(who, "institution-added", id, `institution:${id}`, reason, { name });
    revalidatePath(paths.console.institutions);
    return { done: words("console.actions.added") };
  },
);

/** How the institution's own web app works together with our pages. */
export const saveSettings = onInstitution(
  Of.extend({ authorizationRedirectUrl: address.optional(), linkOrigins: lines(20, "origins") }),
  async (who, { institutionId, reason, authorizationRedirectUrl = null, linkOrigins }, words) => {
    const settings = { authorizationRedirectUrl, linkOrigins };
    const [fault] = settingFaults(settings, !services().env.production);
    if (fault?.fault === "not-an-origin") return needsWeb(words, "linkOrigins", "origins");
    if (fault) return needsWeb(words, "authorizationRedirectUrl", "redirectUrl");
    const detail = { authorizationRedirectUrl, linkOrigins: linkOrigins.join(" ") };
    await noteAction(who, "settings-changed", institutionId, `institution:${institutionId}`, reason, detail);
    await services().institutions.saveSettings(institutionId, settings);
    return { done: words("console.actions.saved") };
  },
);

const BANK_PROBLEMS = {
  "not-registered-here": "notRegistered",
  refused: "sageRefused",
  unreachable: "sageUnreachable",
} as const;
const bankProblem = (problem: BankProblem, reference: string, words: Words): ActionAnswer => ({
  problem:
    problem === "unsure"
      ? words("console.actions.sageUnsure", { reference })
      : words(`console.actions.${BANK_PROBLEMS[problem]}`),
});

/** Registers an entry in Sage's list, through its bank sync. */
export const registerSageBank = onInstitution(
  Of.extend({ region: z.enum(REGIONS), name: line(80), countryCode: country, url: address }),
  async (who, { institutionId, reason, region, name, countryCode, url }, words) => {
    const { env } = services();
    const site = URL.parse(url);
    if (site?.protocol !== "https:" && !(site?.protocol === "http:" && !env.production))
      return needsWeb(words, "url", "url");
    const externalRef = crypto.randomUUID();
    const detail = { region, name, countryCode, externalRef, done: "register" };
    await noteAction(who, "bank-changed", institutionId, `bank:${externalRef}`, reason, detail);
    const made = await registerBank(
      services(),
      { institutionId, region, name, countryCode, url: site.href },
      env.PUBLIC_URL,
      externalRef,
    );
    if (made.ok) return { done: words("console.actions.registered", { bank: made.value.id, reference: externalRef }) };
    const { code } = made.problem;
    if (code === "institution-unknown") return { problem: words("console.actions.gone") };
    return bankProblem(code === "bank-taken" ? "unsure" : code, externalRef, words);
  },
);

/** Writes down an entry that Sage's people made. */
export const adoptSageBank = onInstitution(
  Of.extend({ region: z.enum(REGIONS), name: line(80), bankId: uuid, externalRef: line(200).optional() }),
  async (who, { institutionId, reason, region, name, bankId, externalRef = null }, words) => {
    // Whoever has a bank's id has its users: an institution does not take one by itself.
    if (who.institutionId) return { problem: words("console.actions.gone") };
    const detail = { region, name, done: "adopt" };
    await noteAction(who, "bank-changed", institutionId, `bank:${bankId}`, reason, detail);
    const added = await services().registry.addBank({ id: bankId, institutionId, region, name, externalRef });
    if (added === "added") return { done: words("console.actions.added") };
    return { problem: words(added === "bank-taken" ? "console.actions.bankTaken" : "console.actions.gone") };
  },
);

const OfBank = Of.extend({ bankId: uuid });
const bankOf = async (institutionId: string, bankId: string) =>
  (await services().registry.banks(institutionId)).find(({ id, removedAt }) => id === bankId && !removedAt);

export const changeSageBank = onInstitution(
  OfBank.extend({ name: line(80), countryCode: country }),
  async (who, { institutionId, bankId, reason, name, countryCode }, words) => {
    const bank = await bankOf(institutionId, bankId);
    if (!bank) return { problem: words("console.actions.gone") };
    const detail = { name, countryCode, done: "change" };
    await noteAction(who, "bank-changed", institutionId, `bank:${bankId}`, reason, detail);
    const changed = await changeBank(services(), bank, { name, countryCode }, services().env.PUBLIC_URL);
    if (changed.ok) return { done: words("console.actions.changed") };
    return bankProblem(changed.problem, bank.externalRef ?? "", words);
  },
);

export const removeSageBank = onInstitution(OfBank, async (who, { institutionId, bankId, reason }, words) => {
  const bank = await bankOf(institutionId, bankId);
  if (!bank) return { problem: words("console.actions.gone") };
  await noteAction(who, "bank-changed", institutionId, `bank:${bankId}`, reason, { done: "remove" });
  const removed = await removeBank(services(), bank);
  if (removed.ok) return { done: words("console.actions.removed") };
  return bankProblem(removed.problem, bank.externalRef ?? "", words);
});

/** Makes an API key; it is in the answer and nowhere else. */
export const createApiKey = onInstitution(
  Of.extend({ name: line(50) }),
  async (who, { institutionId, name, reason }, words) => {
    await noteAction(who, "key-created", institutionId, `institution:${institutionId}`, reason, { name });
    const created = await createKey(services(), institutionId, name);
    if (created.ok) return { secret: { text: created.value.apiKey, note: words("console.actions.keyNote") } };
    return {
      problem: words(created.problem === "too-many-keys" ? "console.actions.tooManyKeys" : "console.actions.gone"),
    };
  },
);

export const revokeApiKey = onInstitution(
  Of.extend({ keyId: uuid }),
  async (who, { institutionId, keyId, reason }, words) => {
    const { apiKeys } = services();
    if (!(await apiKeys.keys(institutionId)).some(({ id }) => id === keyId))
      return { problem: words("console.actions.gone") };
    await noteAction(who, "key-revoked", institutionId, `key:${keyId}`, reason);
    await apiKeys.revoke(keyId);
    return { done: words("console.institutions.revoked") };
  },
);

const tag = /^[^:]+:.+$/;

/** Where the institution wants to be told; the signing secret is in the answer and nowhere else. */
export const addWebhook = onInstitution(
  Of.extend({
    url: address,
    eventTypes: ticked(EVENT_TYPES, "events"),
    companyTags: lines(10, "tags").refine((tags) => tags.every((one) => tag.test(one) && one.length <= 128), "tags"),
  }),
  async (who, { institutionId, reason, url, eventTypes, companyTags }, words) => {
    const fault = webhookFault(url, services().env.production);
    if (fault) return needsWeb(words, "url", fault);
    const detail = { url, events: eventTypes.join(" "), done: "add" };
    await noteAction(who, "webhook-changed", institutionId, `institution:${institutionId}`, reason, detail);
    const wanted = { url, disabled: false, eventTypes, companyTags };
    const added = await registerWebhook(services(), institutionId, wanted);
    if (!added.ok) return { problem: words("console.actions.tooManyWebhooks") };
    return { secret: { text: added.value.secret, note: words("console.actions.secretNote") } };
  },
);

/** The same rules as in the API: names are looked up when something is sent, not here. */
function webhookFault(written: string, production: boolean) {
  const url = /[\s\\]/.test(written) ? null : URL.parse(written);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return "url" as const;
  if (!production) return null;
  if (url.protocol !== "https:") return "url" as const;
  return isNamedPublicly(url.hostname) ? null : ("privateAddress" as const);
}

const OfWebhook = Of.extend({ webhookId: uuid });
export const switchWebhook = onInstitution(
  OfWebhook.extend({ disabled: z.enum(["true", "false"]).transform((text) => text === "true") }),
  async (who, { institutionId, webhookId, disabled, reason }, words) => {
    const detail = { done: disabled ? "disable" : "enable" };
    await noteAction(who, "webhook-changed", institutionId, `webhook:${webhookId}`, reason, detail);
    const changed = await services().webhooks.switch(institutionId, webhookId, disabled);
    return changed ? { done: words("console.actions.changed") } : { problem: words("console.actions.gone") };
  },
);

export const removeWebhook = onInstitution(OfWebhook, async (who, { institutionId, webhookId, reason }, words) => {
  await noteAction(who, "webhook-changed", institutionId, `webhook:${webhookId}`, reason, { done: "remove" });
  const removed = await services().webhooks.remove(institutionId, webhookId);
  return removed ? { done: words("console.actions.removed") } : { problem: words("console.actions.gone") };
});

const pair = (text: string | undefined, url: string | undefined) => (text && url ? { text, url } : undefined);

/** Keeps what was typed as the draft; nobody sees it before it is published. */
export const saveDraft = consoleAction(
  "administrator",
  z
    .object({
      institutionId: uuid,
      revision: z.coerce.number().int().min(0),
      name: line(80),
      accentLight: colour,
      accentDark: colour,
      helpEn: line(200).optional(),
      helpFr: line(200).optional(),
      ctaTextEn: line(80).optional(),
      ctaUrlEn: address.optional(),
      ctaTextFr: line(80).optional(),
      ctaUrlFr: address.optional(),
      accountChoice: z.enum(["one", "several", "all"]),
      passcodeMinutes: minutes.optional(),
    })
    .refine((typed) => !typed.ctaTextEn === !typed.ctaUrlEn, { path: ["ctaUrlEn"], message: "linkPair" })
    .refine((typed) => !typed.ctaTextFr === !typed.ctaUrlFr, { path: ["ctaUrlFr"], message: "linkPair" }),
  async (who, typed, words) => {
    const institution = await administered(who, typed.institutionId);
    if (!institution) return { problem: words("console.actions.gone") };
    const [en, fr] = [pair(typed.ctaTextEn, typed.ctaUrlEn), pair(typed.ctaTextFr, typed.ctaUrlFr)];
    const callToAction = { ...(en ? { en } : {}), ...(fr ? { fr } : {}) };
    const [fault] = linkFaults(callToAction, !services().env.production);
    if (fault) return needsWeb(words, fault.itemId.includes(".fr.") ? "ctaUrlFr" : "ctaUrlEn", "url");
    const help = { ...(typed.helpEn ? { en: typed.helpEn } : {}), ...(typed.helpFr ? { fr: typed.helpFr } : {}) };
    const content = {
      name: typed.name,
      accent: { light: typed.accentLight, dark: typed.accentDark },
      help,
      callToAction,
      accountChoice: typed.accountChoice,
      passcodeMinutes: typed.passcodeMinutes ?? null,
    };
    const detail = { done: "draft", revision: typed.revision };
    await noteAction(who, "branding-changed", institution.id, `institution:${institution.id}`, "draft", detail);
    const saved = await changeDraft(services(), institution.id, typed.revision, { content });
    revalidatePath(paths.console.branding(institution.id));
    return saved.ok ? { done: words("console.branding.savedDraft") } : { problem: words("console.actions.stale") };
  },
);

/** Makes the draft what pages show. */
export const publishDraft = onInstitution(
  Of.extend({ revision: z.coerce.number().int().min(1) }),
  async (who, { institutionId, revision, reason }, words) => {
    const detail = { done: "publish", revision };
    await noteAction(who, "branding-changed", institutionId, `institution:${institutionId}`, reason, detail);
    const published = await publishBranding(services(), institutionId, revision);
    revalidatePath(paths.console.branding(institutionId));
    if (published.ok) return { done: words("console.actions.published") };
    return { problem: words(published.problem === "stale" ? "console.actions.stale" : "console.actions.noDraft") };
  },
);

export const restoreVersion = onInstitution(
  Of.extend({ number: z.coerce.number().int().min(0) }),
  async (who, { institutionId, number, reason }, words) => {
    const detail = { done: "restore", number };
    await noteAction(who, "branding-changed", institutionId, `institution:${institutionId}`, reason, detail);
    const restored = await restoreBranding(services(), institutionId, number);
    revalidatePath(paths.console.branding(institutionId));
    return restored.ok ? { done: words("console.actions.published") } : { problem: words("console.actions.gone") };
  },
);

const newPassword = () => randomBytes(15).toString("base64url");

/** Lets somebody sign in, for one institution or for all; whoever administers one adds people of that one alone. */
export const addPerson = consoleAction(
  "administrator",
  z.object({ email, name: line(200), role: z.enum(ROLES), institutionId: uuid.optional(), reason: Reason }),
  async (who, { email, name, role, institutionId, reason }, words) => {
    if (who.institutionId && institutionId && institutionId !== who.institutionId)
      return { problem: words("console.actions.gone") };
    const { people, passwords, audit } = services();
    const home = who.institutionId ?? institutionId ?? null;
    const password = newPassword();
    const entry = { action: "person-added", actor: who.id, institutionId: home, reason, detail: { role } } as const;
    await audit.add({ ...entry, subject: "person:new", personal: { email, name } });
    const added = await people.add({ email, name, role, institutionId: home }, await passwords.hash(password));
    if (added === "institution-unknown") return { problem: words("console.actions.gone") };
    if (added === "taken") return { problem: words("console.actions.taken") };
    await audit.add({ ...entry, subject: `person:${added.id}`, personal: { email, name } });
    revalidatePath(paths.console.people);
    return { secret: { text: password, note: words("console.actions.passwordNote") } };
  },
);

/** An action on one of the people whom somebody administers, and never on themselves. */
const onPerson = <S extends z.ZodType<{ personId: string; reason: string }>>(
  schema: S,
  what: (input: z.output<S>) => Record<string, string>,
  run: (person: Person, input: z.output<S>, words: Words) => Promise<ActionAnswer>,
) =>
  consoleAction("administrator", schema, async (who, input, words) => {
    const person = (await services().people.all(who.institutionId)).find(({ id }) => id === input.personId);
    if (!person) return { problem: words("console.actions.gone") };
    if (person.id === who.id) return { problem: words("console.actions.yourself") };
    await noteAction(who, "person-changed", person.institutionId, `person:${person.id}`, input.reason, what(input));
    const answer = await run(person, input, words);
    revalidatePath(paths.console.people);
    return answer;
  });

export const changeRole = onPerson(
  OfPerson.extend({ role: z.enum(ROLES) }),
  ({ role }) => ({ role }),
  async (person, { role }, words) => {
    if (person.fromProvider) return { problem: words("console.actions.fromProvider") };
    await services().people.setRole(person.id, role);
    return { done: words("console.actions.changed") };
  },
);

export const shutOut = onPerson(
  OfPerson.extend({ disabled: z.enum(["true", "false"]).transform((text) => text === "true") }),
  ({ disabled }) => ({ done: disabled ? "shut-out" : "let-in" }),
  async (person, { disabled }, words) => {
    const { people, consoleSessions } = services();
    await people.setDisabled(person.id, disabled);
    if (disabled) await consoleSessions.endAll(person.id);
    return { done: words("console.actions.changed") };
  },
);

export const resetPassword = onPerson(
  OfPerson,
  () => ({ done: "password" }),
  async (person, _, words) => {
    if (person.fromProvider) return { problem: words("console.actions.fromProvider") };
    const { people, passwords, consoleSessions } = services();
    const password = newPassword();
    await people.setPassword(person.id, await passwords.hash(password));
    await consoleSessions.endAll(person.id);
    return { secret: { text: password, note: words("console.actions.passwordNote") } };
  },
);

/** Takes somebody away for good, so that their address can be somebody's again: an identity provider's, for one. */
export const removePerson = onPerson(
  OfPerson,
  () => ({ done: "removed" }),
  async (person, _, words) => {
    await services().people.remove(person.id);
    return { done: words("console.actions.removed") };
  },
);
