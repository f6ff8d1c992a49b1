import { redirect } from "next/navigation";
import { Button } from "#components/console/button.tsx";
import { OwnPasswordForm } from "#components/console/own-password-form.tsx";
import { Title } from "#components/console/title.tsx";
import { SHORTEST_PASSWORD } from "#lib/console/own-password.ts";
import { paths } from "#lib/paths.ts";
import { consoleLocale, consoleWords, signedIn } from "#lib/web/console/viewer.ts";
import { otherLocale } from "#lib/web/text/t.ts";
import { signOut, switchLocale } from "../../(signed-in)/actions.ts";
import { changePassword } from "./actions.ts";

/**
 * Shows whose session this is, and lets them change their password. A person whose password somebody else chose comes
 * here first.
 */
export default async function AccountPage() {
  const [who, t, locale] = await Promise.all([signedIn(), consoleWords(), consoleLocale()]);
  if (!who) redirect(paths.console.signIn);
  return (
    <main className="mx-auto max-w-96 px-4 pt-[8vh] pb-16">
      <Title of={t("console.account.title")} />
      <h1 className="text-xl font-semibold">{t("console.account.title")}</h1>
      <p className="mt-1 text-muted">
        {who.name} · {who.email}
      </p>
      {who.fromProvider ? (
        <p className="mt-4">{t("console.account.byProvider")}</p>
      ) : (
        <OwnPasswordForm
          action={changePassword}
          username={who.email}
          next={paths.console.home}
          lead={who.mustChangePassword ? t("console.account.mustChange") : null}
          shortest={SHORTEST_PASSWORD}
          words={{
            current: t("console.account.current"),
            wanted: t("console.account.wanted"),
            hint: t("console.account.hint", { count: SHORTEST_PASSWORD }),
            again: t("console.account.again"),
            change: t("console.account.change"),
            working: t("frame.working"),
            done: t("console.account.done"),
            onwards: t("console.account.onwards"),
            problems: {
              wrong: t("console.account.wrong"),
              short: t("console.account.short", { count: SHORTEST_PASSWORD }),
              long: t("console.account.long"),
              weak: t("console.account.weak"),
              same: t("console.account.same"),
              different: t("console.account.different"),
              "by-provider": t("console.account.byProvider"),
              "too-many": t("console.account.tooMany"),
            },
          }}
        />
      )}
      {!who.mustChangePassword && (
        <p className="mt-6">
          <a href={paths.console.home} className="underline underline-offset-4">
            {t("console.account.back")}
          </a>
        </p>
      )}
      <div className="mt-6 flex flex-wrap gap-x-4">
        <form action={switchLocale}>
          <Button look="plain" name="locale" value={otherLocale(locale)}>
            {t("frame.switchLanguage")}
          </Button>
        </form>
        <form action={signOut}>
          <Button look="plain">{t("console.shell.signOut")}</Button>
        </form>
      </div>
    </main>
  );
}
