import type { SnapshotAccount } from "#lib/journey/page-snapshot.ts";
import type { Translate } from "#lib/web/text/t.ts";
import { AccountForm } from "./account-form.tsx";
import { NoAccounts } from "./no-accounts.tsx";
import { formState, formWords, type StepProps } from "./step-props.ts";
import { WaysOut } from "./ways-out.tsx";

/** Step 2: which account? */
export function AccountStep({ seen, institution, words, actions }: StepProps<"account">) {
  const names = { institution: institution.name, company: seen.company };
  const back = actions.back ? { back: actions.back } : {};
  if (!seen.accounts.some(({ supported }) => supported)) {
    return (
      <>
        <NoAccounts words={words} names={names} onlyLoans={seen.accounts.length > 0} />
        <WaysOut words={words} cancel={actions.cancel} {...back} home />
      </>
    );
  }
  return (
    <>
      <AccountForm
        action={actions.submit}
        initial={formState(seen.answer, { account: seen.chosen })}
        several={seen.several}
        accounts={seen.accounts.map((account) => accountOption(account, words))}
        words={{
          ...formWords(words),
          title: words(seen.several ? "account.titleSeveral" : "account.title"),
          lead: words("account.lead", names),
          search: words("account.search"),
          searchButton: words("account.searchButton"),
          noMatch: words("account.noMatch"),
          selectAll: words("account.selectAll"),
        }}
      />
      <WaysOut words={words} cancel={actions.cancel} {...back} />
    </>
  );
}

/** An account as one row of the choice, with what its search box looks through. */
function accountOption({ id, name, type, lastFour, currency, status, supported }: SnapshotAccount, words: Translate) {
  const kind = words(`account.types.${type}`);
  const connected = status === "connected" ? words("account.connected") : null;
  const badge = supported ? connected : words("account.unsupported");
  const searchText = [name, kind, lastFour, currency].join(" ");
  const ending = words("account.ending", { lastFour });
  return { id, name, kind, lastFour, ending, currency, badge, unsupported: !supported, searchText };
}
