import { AccountForm } from "#components/connect/account-form.tsx";
import { JourneyFrame } from "#components/connect/journey-frame.tsx";
import { NoAccounts } from "#components/connect/no-accounts.tsx";
import { WaysOut } from "#components/connect/ways-out.tsx";
import { isSupportedBySage, type SourceAccount } from "#lib/connection/connection.ts";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { untouched } from "#lib/web/form-action.ts";
import { formWords } from "#lib/web/form-words.ts";
import { journeyAt, type Search } from "#lib/web/journey-page.ts";
import { otherLocale, type Words } from "#lib/web/words.ts";
import { cancel, switchLocale } from "../actions.ts";
import { submitAccounts } from "./actions.ts";

/** Step 2: which account? */
export default async function AccountPage({
  params,
  searchParams,
}: {
  params: Promise<{ token: string }>;
  searchParams: Search;
}) {
  const { token } = await params;
  const context = await journeyAt("account", token, searchParams);
  const { journey, institution, locale, words } = context;
  const connectionId = journey.connectionId ?? "";
  const [accounts, connection] = await Promise.all([
    services().connections.accounts(journey.institutionId, connectionId),
    services().connections.connection(journey.institutionId, connectionId),
  ]);
  const other = otherLocale(locale);
  const names = { institution: institution.name, company: connection?.companyName ?? "" };
  // "Branch 2" before "Branch 10", and accents where the reader's language has them.
  accounts.sort((a, b) => a.name.localeCompare(b.name, locale, { numeric: true }));
  const supported = accounts.filter(isSupportedBySage);
  const several = institution.accountChoice !== "one";
  const frame = { ...context, otherLocale: other, step: { number: 2, of: 3 } };
  const back = `${paths.connect.identify(token)}?again`;
  const leave = cancel.bind(null, token);
  if (supported.length === 0) {
    return (
      <JourneyFrame {...frame} switchLocale={switchLocale.bind(null, token)}>
        <NoAccounts words={words} names={names} onlyLoans={accounts.length > 0} />
        <WaysOut words={words} cancel={leave} back={back} home />
      </JourneyFrame>
    );
  }
  const preselected =
    journey.accountIds.length > 0 ? journey.accountIds : supported.length === 1 ? supported.map(({ id }) => id) : [];
  return (
    <JourneyFrame {...frame}>
      <AccountForm
        action={submitAccounts.bind(null, token)}
        initial={{ ...untouched, values: { account: preselected } }}
        several={several}
        accounts={accounts.map((account) => optionOf(account, words))}
        words={{
          ...formWords(words, words("frame.continue")),
          title: words(several ? "account.titleSeveral" : "account.title"),
          lead: words("account.lead", names),
          search: words("account.search"),
          searchButton: words("account.searchButton"),
          noMatch: words("account.noMatch"),
          selectAll: words("account.selectAll"),
        }}
      />
      <WaysOut words={words} cancel={leave} back={back} />
    </JourneyFrame>
  );
}

function optionOf(account: SourceAccount, words: Words) {
  const { id, name, lastFour, currency } = account;
  const kind = words(`account.types.${account.type}`);
  const unsupported = !isSupportedBySage(account);
  const badge = unsupported
    ? words("account.unsupported")
    : account.status === "connected"
      ? words("account.connected")
      : null;
  const searchText = [name, kind, lastFour, currency].join(" ");
  return {
    id,
    name,
    kind,
    lastFour,
    ending: words("account.ending", { lastFour }),
    currency,
    badge,
    unsupported,
    searchText,
  };
}
