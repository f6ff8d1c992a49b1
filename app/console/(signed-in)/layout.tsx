import "../console.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { Keys } from "#components/console/keys.tsx";
import { KeepSent } from "#components/console/renewal.tsx";
import { Shell } from "#components/console/shell.tsx";
import { NotTaken } from "#components/ui/not-taken.tsx";
import { paths } from "#lib/paths.ts";
import { unknownForm } from "#lib/services.ts";
import { VERSION } from "#lib/version.ts";
import { consoleLocale, consoleWords, viewerWith } from "#lib/web/console/viewer.ts";
import { otherLocale } from "#lib/web/text/t.ts";
import { signOut, signOutEverywhere, switchLocale } from "./actions.ts";

export const metadata: Metadata = { robots: { index: false, follow: false } };
export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

/** A page that was found belongs to finding. */
const FOUND = ["/console/journeys", "/console/connections", "/console/refusals"] as const;

/** The frame of every page of the console. Pages and actions check by themselves who is there. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const [who, t, locale] = await Promise.all([viewerWith(), consoleWords(), consoleLocale()]);
  const rail = [
    [paths.console.home, t("console.rail.overview")],
    [paths.console.find, t("console.rail.find"), FOUND],
    ...(who.role === "administrator"
      ? ([
          [paths.console.institutions, t("console.rail.institutions")],
          [paths.console.people, t("console.rail.people")],
          [paths.console.audit, t("console.rail.audit")],
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
          who={{ name: who.name, role: t(`console.roles.${who.role}`) }}
          otherLocale={otherLocale(locale)}
          actions={{ signOut, signOutEverywhere, switchLocale }}
          words={{
            skip: t("console.shell.skip"),
            navigation: t("console.shell.navigation"),
            search: t("console.shell.search"),
            searchHint: t("console.shell.searchHint"),
            account: t("console.shell.account"),
            signOut: t("console.shell.signOut"),
            signOutEverywhere: t("console.shell.signOutEverywhere"),
            switchLanguage: t("frame.switchLanguage"),
            version: t("console.shell.version", { version: VERSION }),
          }}
        >
          {unknownForm() && <NotTaken>{t("frame.notTaken")}</NotTaken>}
          {children}
        </Shell>
      </body>
    </html>
  );
}
