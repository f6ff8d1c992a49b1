import type { LinkAccount } from "#lib/link/link-account.ts";
import type { Translate } from "#lib/web/text/t.ts";
import { LocalTime } from "./local-time.tsx";
import { TIME } from "./time-placeholder.ts";

type Props = { accounts: readonly LinkAccount[]; t: Translate; locale: string; institution: string };

/** Accounts by name and ending, each with what it is and since when. */
export function AccountLines({ accounts, t, locale, institution }: Props) {
  if (accounts.length === 0) return null;
  return (
    <ul className="my-2 space-y-1">
      {accounts.map(({ id, name, lastFour, status, since, by }) => (
        <li key={id}>
          <span className="font-semibold">{t("link.account", { name, lastFour })}</span>{" "}
          {status === "connected"
            ? t("link.connected.one")
            : t(`link.disconnected.${by ?? "unknown"}`, { institution })}{" "}
          {since && (
            <LocalTime at={since.toISOString()} locale={locale} sentence={t("link.since", { time: TIME })} withDay />
          )}
        </li>
      ))}
    </ul>
  );
}
