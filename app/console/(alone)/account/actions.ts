"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { changeOwnPassword, type OwnPasswordState } from "#lib/console/own-password.ts";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { signedIn } from "#lib/web/console/viewer.ts";
import { formOf } from "#lib/web/http/form-values.ts";

const Typed = z.object({
  current: z.string().max(1024),
  wanted: z.string().max(1024),
  again: z.string().max(1024),
});

/** Changes the password of the signed-in person, who must know the old one. */
export async function changePassword(_: OwnPasswordState, data: FormData): Promise<OwnPasswordState> {
  const who = await signedIn();
  if (!who) redirect(paths.console.signIn);
  const read = Typed.safeParse(Object.fromEntries(formOf(data)));
  if (!read.success) return { problem: "long", ended: null };
  const { current, wanted, again } = read.data;
  if (wanted !== again) return { problem: "different", ended: null };
  const entry = { actor: who.id, institutionId: who.institutionId, subject: `person:${who.id}` };
  const row = await services().audit.add({ ...entry, action: "password-changed" });
  const changed = await changeOwnPassword(services(), who, { current, wanted });
  if (changed.ok) return { problem: null, ended: changed.value.ended };
  await services().audit.add({ ...entry, action: "not-done", detail: { row, why: changed.problem } });
  return { problem: changed.problem, ended: null };
}
