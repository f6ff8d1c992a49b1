import { z } from "zod";
import { issuePasscode } from "../../connection/issue-passcode.ts";
import { LOCALES } from "../../institution/institution.ts";
import { approveArrival } from "../../link/approve-arrival.ts";
import { linkProgress } from "../../link/link-status.ts";
import { hashLink, looksLikeViewSecret } from "../../link/link-token.ts";
import type { LinkView } from "../../link/ports.ts";
import { type LinkUse, leaveLinkUse, services } from "../../services.ts";

/** The fields of the page's form. A password that it has shown comes back, so that it stays shown. */
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
  said: z
    .string()
    .regex(/^(yes|late) [a-z]+( \d{1,15})?$/)
    .optional()
    .catch(undefined),
  again: z
    .string()
    .regex(/^[a-z]+( \d{1,15})?$/)
    .optional()
    .catch(undefined),
});

/** The view behind a secret; null for any other text and once it has expired. */
export const viewBehind = async (secret: unknown): Promise<LinkView | null> =>
  typeof secret === "string" && looksLikeViewSecret(secret) ? services().links.view(hashLink(secret)) : null;

/**
 * Does everything that a link page offers; the holder of the view's secret may do it. Leaves the result for the page.
 */
export async function applyLinkForm(data: FormData) {
  const form = Form.safeParse(Object.fromEntries(data));
  const view = form.success ? await viewBehind(form.data.view) : null;
  if (form.success && view) {
    const { intent, product, shown, shownUntil, arrival, denied, said, again } = form.data;
    const use: LinkUse = { view: form.data.view, product };
    if (shown && shownUntil) use.passcode = { passcode: shown, expiresAt: new Date(shownUntil) };
    if (denied) use.denied = denied;
    if (said) use.said = { took: said.startsWith("yes "), mark: said.replace(/^\w+ /, "") };
    if (again) use.again = again;
    const asked = LOCALES.find((locale) => intent === `locale-${locale}`);
    if (asked) await services().links.chooseLocale(view, asked);
    if (intent === "passcode") await issue(view.institutionId, view.connectionId, use);
    const markNow = async () => (await linkProgress(services(), view)).mark;
    if (intent === "yes" && arrival) {
      const took = await approveArrival(services(), view, arrival, denied ?? null);
      use.said = { took, mark: await markNow() };
    }
    if (intent === "again") {
      delete use.said;
      use.again = await markNow();
    }
    if (intent === "no" && arrival) use.denied = arrival;
    leaveLinkUse(use);
  }
}

async function issue(institutionId: string, connectionId: string, use: LinkUse) {
  const { env, institutions } = services();
  const institution = await institutions.institution(institutionId);
  const passcodeMinutes = institution?.passcodeMinutes ?? env.PASSCODE_MINUTES;
  const issued = await issuePasscode({ ...services(), passcodeMinutes }, institutionId, connectionId);
  if (issued.ok) use.passcode = issued.value;
  else if (issued.problem.code === "wait") use.waitSeconds = issued.problem.waitSeconds;
}
