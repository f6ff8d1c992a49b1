"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { changeDraft } from "#lib/institution/change-draft.ts";
import { publishBranding, restoreBranding } from "#lib/institution/publish-branding.ts";
import { linkFaults } from "#lib/institution/settings.ts";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { administered, faultIn, OfInstitution, onInstitution } from "#lib/web/console/administer.ts";
import { consoleAction, noteAction } from "#lib/web/console/console-action.ts";
import { address, colour, line, minutes, uuid } from "#lib/web/console/console-fields.ts";

const pair = (text: string | undefined, url: string | undefined) => (text && url ? { text, url } : undefined);

/** Keeps what was typed as the draft. No user sees it before it is published. */
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
  async (who, typed, t) => {
    const institution = await administered(who, typed.institutionId);
    if (!institution) return { problem: t("console.actions.gone") };
    const [en, fr] = [pair(typed.ctaTextEn, typed.ctaUrlEn), pair(typed.ctaTextFr, typed.ctaUrlFr)];
    const callToAction = { ...(en ? { en } : {}), ...(fr ? { fr } : {}) };
    const [fault] = linkFaults(callToAction, !services().env.production);
    if (fault) return faultIn(t, fault.itemId.includes(".fr.") ? "ctaUrlFr" : "ctaUrlEn", "url");
    const help = { ...(typed.helpEn ? { en: typed.helpEn } : {}), ...(typed.helpFr ? { fr: typed.helpFr } : {}) };
    const content = {
      name: typed.name,
      accent: { light: typed.accentLight, dark: typed.accentDark },
      help,
      callToAction,
      accountChoice: typed.accountChoice,
      passcodeMinutes: typed.passcodeMinutes ?? null,
    };
    // Saved as it is typed: one row says who began to change it, not one for every letter.
    const about = { institutionId: institution.id, subject: `institution:${institution.id}` };
    const [last] = await services().audit.latest(about, 1);
    const isOn =
      typed.revision > 0 &&
      last?.actor === who.id &&
      last.action === "branding-changed" &&
      last.detail.done === "draft" &&
      last.at.slice(0, 10) === services().clock().toISOString().slice(0, 10);
    if (!isOn) {
      const detail = { done: "draft", revision: typed.revision };
      await noteAction(who, "branding-changed", institution.id, `institution:${institution.id}`, "draft", detail);
    }
    const saved = await changeDraft(services(), institution.id, typed.revision, { content });
    revalidatePath(paths.console.branding(institution.id));
    return saved.ok ? { done: t("console.branding.savedDraft") } : { problem: t("console.actions.stale") };
  },
);

/** Makes the draft what pages show. */
export const publishDraft = onInstitution(
  OfInstitution.extend({ revision: z.coerce.number().int().min(1) }),
  async (who, { institutionId, revision, reason }, t) => {
    const detail = { done: "publish", revision };
    await noteAction(who, "branding-changed", institutionId, `institution:${institutionId}`, reason, detail);
    const published = await publishBranding(services(), institutionId, revision);
    revalidatePath(paths.console.branding(institutionId));
    if (published.ok) return { done: t("console.actions.published") };
    return { problem: t(published.problem === "stale" ? "console.actions.stale" : "console.actions.noDraft") };
  },
);

/** Takes the draft away: what is published stays as it is. */
export const discardDraft = onInstitution(
  OfInstitution.extend({ revision: z.coerce.number().int().min(1) }),
  async (who, { institutionId, revision, reason }, t) => {
    const detail = { done: "discard", revision };
    await noteAction(who, "branding-changed", institutionId, `institution:${institutionId}`, reason, detail);
    const gone = await services().brandings.discardDraft(institutionId, revision);
    revalidatePath(paths.console.branding(institutionId));
    return gone === "discarded" ? { done: t("console.actions.discarded") } : { problem: t("console.actions.stale") };
  },
);

export const restoreVersion = onInstitution(
  OfInstitution.extend({ number: z.coerce.number().int().min(0) }),
  async (who, { institutionId, number, reason }, t) => {
    const detail = { done: "restore", number };
    await noteAction(who, "branding-changed", institutionId, `institution:${institutionId}`, reason, detail);
    const restored = await restoreBranding(services(), institutionId, number);
    revalidatePath(paths.console.branding(institutionId));
    return restored.ok ? { done: t("console.actions.published") } : { problem: t("console.actions.gone") };
  },
);
