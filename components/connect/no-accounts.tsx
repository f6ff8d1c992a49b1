import type { Translate } from "#lib/web/text/t.ts";
import { PageTitle } from "./page-title.tsx";

/** A company without an account that Sage takes: what that means, and whom to ask. */
export function NoAccounts({
  t,
  names,
  onlyLoans,
}: {
  t: Translate;
  names: { institution: string; company: string };
  onlyLoans: boolean;
}) {
  return (
    <>
      <PageTitle>{t("account.none.title")}</PageTitle>
      <p>{t("account.none.body", names)}</p>
      {onlyLoans && <p className="mt-2">{t("account.none.onlyLoans")}</p>}
      <p className="mt-2">{t("account.none.ask", names)}</p>
    </>
  );
}
