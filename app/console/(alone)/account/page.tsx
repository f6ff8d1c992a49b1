import { redirect } from "next/navigation";
import { OwnPasswordForm } from "#components/console/own-password-form.tsx";
import { Title } from "#components/console/title.tsx";
import { SHORTEST_PASSWORD } from "#lib/console/own-password.ts";
import { paths } from "#lib/paths.ts";
import { consoleWords, signedIn } from "#lib/web/viewer.ts";
import { changePassword } from "./actions.ts";

/** Whose session this is, and their own password; whoever has one that somebody else chose comes here first. */
export default async function AccountPage() {
  const [who, words] = await Promise.all([signedIn(), consoleWords()]);
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
        <>
          {who.mustChangePassword && <p className="mt-4">{words("console.account.mustChange")}</p>}
          <OwnPasswordForm
            action={changePassword}
            username={who.email}
            next={paths.console.home}
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
        </>
      )}
      {!who.mustChangePassword && (
        <p className="mt-6">
          <a href={paths.console.home} className="underline underline-offset-4">
            {words("console.account.back")}
          </a>
        </p>
      )}
    </main>
  );
}
