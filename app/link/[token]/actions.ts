"use server";

import { formOf } from "#lib/web/http/form-values.ts";
import { applyLinkForm } from "#lib/web/link/apply-link-form.ts";

/** The form of a link page; its answer is the page again. */
export async function submitLinkForm(data: FormData) {
  await applyLinkForm(formOf(data));
}
