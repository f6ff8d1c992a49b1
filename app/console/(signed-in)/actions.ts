"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { sessionCookie } from "#lib/web/console/console-auth.ts";
import { chooseConsoleLocale, signedIn } from "#lib/web/console/viewer.ts";
import { formOf } from "#lib/web/http/form-values.ts";
import { localeAskedFor } from "#lib/web/text/t.ts";

/** Ends this session, here and in the store. */
export async function signOut() {
  const who = await signedIn();
  if (who) {
    await services().consoleSessions.end(who.sessionId);
    await services().audit.add({
      action: "signed-out",
      actor: who.id,
      institutionId: who.institutionId,
      subject: `person:${who.id}`,
    });
  }
  await leave();
}

/** Ends every session of this person, on whatever machine. */
export async function signOutEverywhere() {
  const who = await signedIn();
  if (who) {
    const sessions = await services().consoleSessions.endAll(who.id);
    await services().audit.add({
      action: "signed-out-everywhere",
      actor: who.id,
      institutionId: who.institutionId,
      subject: `person:${who.id}`,
      detail: { sessions },
    });
  }
  await leave();
}

export async function switchLocale(data: FormData) {
  const asked = localeAskedFor(String(formOf(data).get("locale") ?? ""));
  if (asked) await chooseConsoleLocale(asked);
}

async function leave(): Promise<never> {
  const { PUBLIC_URL } = services().env;
  const secure = PUBLIC_URL.startsWith("https:");
  (await cookies()).set(sessionCookie(PUBLIC_URL), "", { path: "/", secure, httpOnly: true, maxAge: 0 });
  redirect(paths.console.signIn);
}
