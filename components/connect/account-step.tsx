import type { SnapshotAccount } from "#lib/journey/page-snapshot.ts";
import type { Translate } from "#lib/web/text/t.ts";
import { AccountForm } from "./account-form.tsx";
import { NoAccounts } from "./no-accounts.tsx";
import { formState, formWords, type StepProps } from "./step-props.ts";
import { WaysOut } from "./ways-out.tsx";

/** Step 2: which account? */
export function AccountStep({ seen, institution, t, actions }: StepProps<"account">) {
  const names = { institution: institution.name, company: seen.company };
  const back = actions.back ? { back: actions.back } : {};
  if (!seen.accounts.some(({ supported }) => supported)) {
    return (
      <>
        <NoAccounts t={t} names={names} onlyLoans={seen.accounts.length > 0} />
        <WaysOut t={t} cancel={actions.cancel} {...back} home />
      </>
    );
  }
  return (
    <>
      <AccountForm
        action={actions.submit}
        state={formState(seen.answer, actions.isLive === true, { account: seen.chosen })}
        several={seen.several}
        accounts={seen.accounts.map((account) => accountOption(account, t))}
        words={{
          ...formWords(t),
          title: t(seen.several ? "account.titleSeveral" : "account.title"),
          lead: t("account.lead", names),
          search: t("account.search"),
          searchButton: t("account.searchButton"),
          noMatch: t("account.noMatch"),
          selectAll: t("account.selectAll"),
        }}
      />
      <WaysOut t={t} cancel={actions.cancel} {...back} />
    </>
  );
}

/** An account as one row of the choice, with what its search box looks through. */
function accountOption({ id, name, type, lastFour, currency, status, supported }: SnapshotAccount, t: Translate) {
  const kind = t(`account.types.${type}`);
  const connected = status === "connected" ? t("account.connected") : null;
  const badge = supported ? connected : t("account.unsupported");
  const searchText = [name, kind, lastFour, currency].join(" ");
  const ending = t("account.ending", { lastFour });
  return { id, name, kind, lastFour, ending, currency, badge, unsupported: !supported, searchText };
}
