import { redirect } from "next/navigation";
import { SignInForm } from "#components/console/sign-in-form.tsx";
import { Title } from "#components/console/title.tsx";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { withinConsole } from "#lib/web/console/console-auth.ts";
import { consoleWords, signedIn } from "#lib/web/console/viewer.ts";
import type { Search } from "#lib/web/journey/journey-page.ts";

/** Where support staff sign in. */
export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const [query, t, who] = await Promise.all([searchParams, consoleWords(), signedIn()]);
  const { env } = services();
  const next = withinConsole(String(query.next ?? ""), env.PUBLIC_URL);
  if (who) redirect(next);
  return (
    <main className="mx-auto max-w-80 px-4 pt-[12vh]">
      <Title of={t("console.signIn.title")} />
      <h1 className="text-xl font-semibold">{t("console.signIn.title")}</h1>
      <p className="mt-1 text-muted">{t("console.signIn.lead")}</p>
      <SignInForm
        auth={paths.console.auth}
        next={next}
        provider={env.oidc ? "oidc" : "credentials"}
        failed={query.error !== undefined}
        words={{
          email: t("console.signIn.email"),
          password: t("console.signIn.password"),
          signIn: t("console.signIn.signIn"),
          signInWith: t("console.signIn.signInWith"),
          working: t("frame.working"),
          refused: t("console.signIn.refused"),
          wait: t("console.signIn.wait", { minutes: "{}" }),
          failed: t("console.signIn.failed"),
        }}
      />
      <noscript>
        <p className="mt-4 text-muted">{t("console.signIn.needsScript")}</p>
      </noscript>
    </main>
  );
}
