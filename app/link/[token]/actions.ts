"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { issuePasscode } from "#lib/connection/issue-passcode.ts";
import { LOCALES } from "#lib/institution/institution.ts";
import { approveArrival } from "#lib/link/approve-arrival.ts";
import { type LinkUse, leaveLinkUse, services } from "#lib/services.ts";
import { formOf } from "#lib/web/form-action.ts";
import { viewBehind } from "#lib/web/link-page.ts";

/** What the page's form holds; what it has shown comes back, so that it stays shown. */
const Form = z.object({
  view: z.string(),
  intent: z.string().catch(""),
  product: z.string().max(40).catch(""),
  shown: z
    .string()
    .regex(/^[A-Z0-9]{6}$/)
    .optional()
    .catch(undefined),
  shownUntil: z.iso.datetime().optional().catch(undefined),
  arrival: z.guid().optional().catch(undefined),
  denied: z.guid().optional().catch(undefined),
});

/** Everything that can be done on a link page: whoever has the view's secret may do it. The page is shown anew after it. */
export async function useLink(data: FormData) {
  const form = Form.safeParse(Object.fromEntries(formOf(data)));
  const view = form.success ? await viewBehind(form.data.view) : null;
  if (form.success && view) {
    const { intent, product, shown, shownUntil, arrival, denied } = form.data;
    const use: LinkUse = { view: form.data.view, product };
    if (shown && shownUntil) use.passcode = { passcode: shown, expiresAt: new Date(shownUntil) };
    if (denied) use.denied = denied;
    const asked = LOCALES.find((locale) => intent === `locale-${locale}`);
    if (asked) await services().links.chooseLocale(view, asked);
    if (intent === "passcode") await issue(view.institutionId, view.connectionId, use);
    if (intent === "yes" && arrival) use.approved = await approveArrival(services(), view, arrival, denied ?? null);
    if (intent === "no" && arrival) use.denied = arrival;
    leaveLinkUse(use);
  }
  refresh();
}

async function issue(institutionId: string, connectionId: string, use: LinkUse) {
  const { env, institutions } = services();
  const institution = await institutions.institution(institutionId);
  const passcodeMinutes = institution?.passcodeMinutes ?? env.PASSCODE_MINUTES;
  const issued = await issuePasscode({ ...services(), passcodeMinutes }, institutionId, connectionId);
  if (issued.ok) use.passcode = issued.value;
  else if (issued.problem.code === "wait") use.waitSeconds = issued.problem.waitSeconds;
}
