import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import type { AuditEntry } from "../../console/audit.ts";
import { ABSOLUTE_HOURS } from "../../console/console-session.ts";
import type { Person } from "../../console/person.ts";
import { grantOf, signInWithPassword } from "../../console/sign-in.ts";
import type { OidcConfig } from "../../env.ts";
import { paths } from "../../paths.ts";
import { services } from "../../services.ts";
import { ADDRESS_HEADER } from "../http/client-address.ts";

/** Bound to this host and path alone wherever there is https; a browser takes such a name with Secure only. */
const prefix = (secure: boolean) => (secure ? "__Host-" : "");
export const sessionCookie = (publicUrl: string) => `${prefix(publicUrl.startsWith("https:"))}console-session`;

const Typed = z.object({
  email: z
    .string()
    .min(1)
    .max(320)
    .regex(/^\P{Cc}*$/u),
  password: z.string().min(1).max(1024),
});
const Profile = z.object({
  sub: z.string().min(1).max(255),
  email: z.email(),
  email_verified: z.boolean().optional(),
  name: z.string().min(1).max(200).optional(),
});

/**
 * How people sign in to the console: by the OpenID provider that the configuration names, else by e-mail and password. The
 * cookie holds the sealed id of a session that the store keeps, and ends.
 */
export function consoleAuth(): NextAuthOptions {
  const { env, log, consoleSessions, people, audit } = services();
  const secure = env.PUBLIC_URL.startsWith("https:");
  const cookie = (name: string, maxAge?: number) => ({
    name: `${prefix(secure)}${name}`,
    options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure, ...(maxAge ? { maxAge } : {}) },
  });
  const refused = async (why: string, email: string, person: Person | null) => {
    await audit.add(refusedSignIn(why, email, person));
    return false;
  };
  return {
    secret: env.consoleSecret,
    session: { strategy: "jwt", maxAge: ABSOLUTE_HOURS * 3600 },
    pages: { signIn: paths.console.signIn, error: paths.console.signIn, signOut: paths.console.signIn },
    providers: [env.oidc ? openIdProvider(env.oidc) : passwordProvider()],
    cookies: {
      sessionToken: cookie("console-session"),
      callbackUrl: cookie("console-callback"),
      csrfToken: cookie("console-csrf"),
      pkceCodeVerifier: cookie("console-pkce", 900),
      state: cookie("console-state", 900),
      nonce: cookie("console-nonce", 900),
    },
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.type !== "oauth" || !env.oidc) return true;
        const { issuer } = env.oidc;
        const read = Profile.safeParse(profile);
        if (!read.success) return refused("no-profile", "", null);
        const isVerified = read.data.email_verified !== false;
        const grant = isVerified ? grantOf(claimAt(profile, env.oidc.rolesClaim)) : null;
        if (!grant) {
          // A person who has lost their role loses their open sessions, too.
          const known = await people.knownTo({ issuer, subject: read.data.sub });
          if (known) await consoleSessions.endAll(known.id);
          return refused(isVerified ? "no-role" : "not-verified", read.data.email, known);
        }
        const { sub: subject, email, name } = read.data;
        const person = await people.fromProvider({ issuer, subject }, { ...grant, email, name: name ?? email });
        if (!person)
          return refused("address-taken-or-shut-out", read.data.email, await people.knownTo({ issuer, subject }));
        user.id = person.id;
        return true;
      },
      async jwt({ token, user }) {
        if (!user) return token;
        const held = "held" in user && typeof user.held === "string" ? user.held : undefined;
        const sid = await consoleSessions.start(user.id, held);
        // Changed while it was being compared: as wrong as any other.
        if (!sid) throw new Error("CredentialsSignin");
        const institutionId = (await consoleSessions.use(sid))?.institutionId ?? null;
        await audit.add({ action: "signed-in", actor: user.id, institutionId, subject: `person:${user.id}` });
        return { sid, sub: user.id };
      },
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url }) => withinConsole(url, env.PUBLIC_URL),
    },
    events: {
      async signOut({ token }) {
        if (typeof token.sid !== "string" || !token.sub) return;
        const who = await consoleSessions.use(token.sid);
        await consoleSessions.end(token.sid);
        await audit.add({
          action: "signed-out",
          actor: token.sub,
          institutionId: who?.institutionId ?? null,
          subject: `person:${token.sub}`,
        });
      },
    },
    logger: {
      error: (code) => log.warn({ code }, "a sign-in had a fault"),
      warn: () => {},
      debug: () => {},
    },
  };
}

/** A sign-in that failed, for the audit log: with its account, where there is one. The typed address can be erased. */
const refusedSignIn = (why: string, email: string, person: Person | null): AuditEntry => ({
  action: "sign-in-refused",
  actor: "visitor",
  institutionId: person?.institutionId ?? null,
  subject: `person:${person?.id ?? "unknown"}`,
  detail: { why },
  // Nothing but an address: people type their password into the wrong box.
  ...(z.email().max(320).safeParse(email).success ? { personal: { email } } : {}),
});

/** A claim by its name, or by the way to it where providers nest theirs: `realm_access.roles`. */
function claimAt(profile: unknown, name: string): unknown {
  const within = (value: unknown, key: string) =>
    value && typeof value === "object" && Object.hasOwn(value, key)
      ? (value as Record<string, unknown>)[key]
      : undefined;
  return within(profile, name) ?? name.split(".").reduce(within, profile);
}

/** Where a person wanted to go, if that is a page of the console; else its first page. */
export function withinConsole(url: string, publicUrl: string): string {
  const target = URL.parse(url, publicUrl);
  const fits = target?.origin === new URL(publicUrl).origin && /^\/console(\/|$)/.test(target.pathname) ? target : null;
  return new URL(fits ? fits.pathname + fits.search : paths.console.home, publicUrl).href;
}

const passwordProvider = () =>
  Credentials({
    credentials: { email: {}, password: {} },
    async authorize(typed, request) {
      const read = Typed.safeParse(typed);
      if (!read.success) return null;
      const address = String(request.headers?.[ADDRESS_HEADER] ?? "unknown");
      const tried = async () => {
        const answer = await signInWithPassword(services(), { ...read.data, address });
        if (!answer.ok && answer.problem.code === "refused")
          await services().audit.add(
            refusedSignIn(
              answer.problem.person?.disabledAt ? "shut-out" : "password",
              read.data.email,
              answer.problem.person,
            ),
          );
        return answer;
      };
      const signedIn = await tried().catch(() => null);
      // An inner fault is not for outside: next-auth hands an error's text to the caller.
      if (!signedIn) throw new Error("not-now");
      if (signedIn.ok) return { id: signedIn.value.person.id, held: signedIn.value.passwordHash };
      if (signedIn.problem.code === "too-many") throw new Error(`wait-${signedIn.problem.waitSeconds}`);
      return null;
    },
  });

const openIdProvider = ({ issuer, clientId, clientSecret }: OidcConfig): NextAuthOptions["providers"][number] => ({
  id: "oidc",
  name: "OpenID",
  type: "oauth",
  wellKnown: `${issuer}/.well-known/openid-configuration`,
  issuer,
  clientId,
  clientSecret,
  authorization: { params: { scope: "openid email profile" } },
  checks: ["pkce", "state", "nonce"],
  idToken: true,
  profile: ({ sub }: { sub: string }) => ({ id: sub }),
});
