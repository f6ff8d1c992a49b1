import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { decode } from "next-auth/jwt";
import { cache } from "react";
import type { Viewer } from "../../console/console-session.ts";
import type { Role } from "../../console/person.ts";
import type { Locale } from "../../institution/institution.ts";
import { paths } from "../../paths.ts";
import { services } from "../../services.ts";
import { localeAccepted, localeAskedFor, type Translate, translatorIn } from "../text/t.ts";
import { sessionCookie } from "./console-auth.ts";

/**
 * The signed-in person, even one whose password somebody else chose. Null without a sign-in or after too long a time.
 */
export const signedIn = cache(async (): Promise<Viewer | null> => {
  const { env, consoleSessions } = services();
  const cookie = (await cookies()).get(sessionCookie(env.PUBLIC_URL))?.value;
  if (!cookie) return null;
  const token = await decode({ token: cookie, secret: env.consoleSecret }).catch(() => null);
  return typeof token?.sid === "string" ? consoleSessions.use(token.sid) : null;
});

/** Who is at the console, and may do there what their role allows. */
export async function viewer(): Promise<Viewer | null> {
  const who = await signedIn();
  return who?.mustChangePassword ? null : who;
}

/** The person at the console. Redirects everybody else to the sign-in; a person without the role finds nothing. */
export async function viewerWith(role: Role = "support"): Promise<Viewer> {
  const who = await signedIn();
  if (!who) redirect(await signInFirst());
  if (who.mustChangePassword) redirect(paths.console.account);
  if (role === "administrator" && who.role !== "administrator") notFound();
  return who;
}

/** The way to the sign-in that leads back here. */
async function signInFirst() {
  const path = (await headers()).get("x-path");
  return path ? `${paths.console.signIn}?next=${encodeURIComponent(path)}` : paths.console.signIn;
}

const LOCALE_COOKIE = "console-locale";

/** The console's language: the one chosen there, else the browser's preference. */
export const consoleLocale = cache(async (): Promise<Locale> => {
  const chosen = localeAskedFor((await cookies()).get(LOCALE_COOKIE)?.value);
  return chosen ?? localeAccepted((await headers()).get("accept-language"));
});

export async function chooseConsoleLocale(locale: Locale) {
  const secure = services().env.PUBLIC_URL.startsWith("https:");
  const kept = { path: paths.console.home, maxAge: 365 * 86_400, sameSite: "lax", secure } as const;
  (await cookies()).set(LOCALE_COOKIE, locale, kept);
}

export const consoleWords = async (): Promise<Translate> => translatorIn(await consoleLocale());
