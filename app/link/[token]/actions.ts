"use server";

import { refresh } from "next/cache";
import { headers } from "next/headers";
import { leaveToPage } from "#lib/services.ts";
import { formOf } from "#lib/web/http/form-values.ts";
import { RELEASE } from "#lib/web/http/release.ts";
import { applyLinkForm } from "#lib/web/link/apply-link-form.ts";

/**
 * The form of a link page; its answer is the page again. A page of another release sends the form again, as without
 * script. Its script would open the link a second time, and a link opens once.
 */
export async function submitLinkForm(data: FormData) {
  const form = formOf(data);
  const byScript = (await headers()).get("next-action") !== null;
  if (byScript && form.get("release") !== RELEASE) return leaveToPage();
  await applyLinkForm(form);
  refresh();
}
