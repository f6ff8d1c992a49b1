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

/** Whose session this is, and their own password; whoever has one that somebody else chose comes here first. */
export default async function AccountPage() {
  const [who, words, locale] = await Promise.all([signedIn(), consoleWords(), consoleLocale()]);
  if (!who) redirect(paths.console.signIn);
  return (
    <main className="mx-auto max-w-96 px-4 pt-[8vh] pb-16">
      <Title of={words("console.account.title")} />
      <h1 className="text-xl font-semibold">{words("console.account.title")}</h1>
      <p className="mt-1 text-muted">
        {who.name} · {who.email}
      </p>
      {who.fromProvider ? (
        <p className="mt-4">{words("console.account.byProvider")}</p>
      ) : (
        <OwnPasswordForm
          action={changePassword}
          username={who.email}
          next={paths.console.home}
          lead={who.mustChangePassword ? words("console.account.mustChange") : null}
          shortest={SHORTEST_PASSWORD}
          words={{
            current: words("console.account.current"),
            wanted: words("console.account.wanted"),
            hint: words("console.account.hint", { count: SHORTEST_PASSWORD }),
            again: words("console.account.again"),
            change: words("console.account.change"),
            working: words("frame.working"),
            done: words("console.account.done"),
            onwards: words("console.account.onwards"),
            problems: {
              wrong: words("console.account.wrong"),
              short: words("console.account.short", { count: SHORTEST_PASSWORD }),
              long: words("console.account.long"),
              weak: words("console.account.weak"),
              same: words("console.account.same"),
              different: words("console.account.different"),
              "by-provider": words("console.account.byProvider"),
              "too-many": words("console.account.tooMany"),
            },
          }}
        />
      )}
      {!who.mustChangePassword && (
        <p className="mt-6">
          <a href={paths.console.home} className="underline underline-offset-4">
            {words("console.account.back")}
          </a>
        </p>
      )}
      <div className="mt-6 flex flex-wrap gap-x-4">
        <form action={switchLocale}>
          <Button look="plain" name="locale" value={otherLocale(locale)}>
            {words("frame.switchLanguage")}
          </Button>
        </form>
        <form action={signOut}>
          <Button look="plain">{words("console.shell.signOut")}</Button>
        </form>
      </div>
    </main>
  );
}
