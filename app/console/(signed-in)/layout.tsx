import "../console.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { Keys } from "#components/console/keys.tsx";
import { Shell } from "#components/console/shell.tsx";
import { NotTaken } from "#components/ui/not-taken.tsx";
import { KeepSent } from "#components/ui/renewal.tsx";
import { paths } from "#lib/paths.ts";
import { unknownForm } from "#lib/services.ts";
import { consoleLocale, consoleWords, viewerWith } from "#lib/web/console/viewer.ts";
import { otherLocale } from "#lib/web/text/t.ts";
import { signOut, signOutEverywhere, switchLocale } from "./actions.ts";

export const metadata: Metadata = { robots: { index: false, follow: false } };
export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

/** A page that was found belongs to finding. */
const FOUND = ["/console/journeys", "/console/connections", "/console/refusals"] as const;

/** The frame of every page of the console. Pages and actions check by themselves who is there. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const [who, words, locale] = await Promise.all([viewerWith(), consoleWords(), consoleLocale()]);
  const rail = [
    [paths.console.home, words("console.rail.overview")],
    [paths.console.find, words("console.rail.find"), FOUND],
    ...(who.role === "administrator"
      ? ([
          [paths.console.institutions, words("console.rail.institutions")],
          [paths.console.people, words("console.rail.people")],
          [paths.console.audit, words("console.rail.audit")],
        ] as const)
      : []),
  ] as const;
  return (
    <html lang={locale}>
      <body>
        <Keys />
        <KeepSent />
        <Shell
          rail={rail}
          find={paths.console.find}
          account={paths.console.account}
          who={{ name: who.name, role: words(`console.roles.${who.role}`) }}
          otherLocale={otherLocale(locale)}
          actions={{ signOut, signOutEverywhere, switchLocale }}
          words={{
            skip: words("console.shell.skip"),
            navigation: words("console.shell.navigation"),
            search: words("console.shell.search"),
            searchHint: words("console.shell.searchHint"),
            account: words("console.shell.account"),
            signOut: words("console.shell.signOut"),
            signOutEverywhere: words("console.shell.signOutEverywhere"),
            switchLanguage: words("frame.switchLanguage"),
          }}
        >
          {unknownForm() && <NotTaken>{words("frame.notTaken")}</NotTaken>}
          {children}
        </Shell>
      </body>
    </html>
  );
}
