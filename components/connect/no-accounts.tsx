import type { Translate } from "#lib/web/text/t.ts";
import { PageTitle } from "./page-title.tsx";

/** A company without an account that Sage takes: what that means, and whom to ask. */
export function NoAccounts({
  words,
  names,
  onlyLoans,
}: {
  words: Translate;
  names: { institution: string; company: string };
  onlyLoans: boolean;
}) {
  return (
    <>
      <PageTitle>{words("account.none.title")}</PageTitle>
      <p>{words("account.none.body", names)}</p>
      {onlyLoans && <p className="mt-2">{words("account.none.onlyLoans")}</p>}
      <p className="mt-2">{words("account.none.ask", names)}</p>
    </>
  );
}
