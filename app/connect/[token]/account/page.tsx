import { isSupportedBySage } from "#lib/connection/connection.ts";
import { snapshotAccount } from "#lib/journey/page-snapshot.ts";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { journeyAt, type Search } from "#lib/web/journey/journey-page.ts";
import { Snapshot } from "../snapshot.tsx";
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
  const { journey, institution, locale } = context;
  const connectionId = journey.connectionId ?? "";
  const [accounts, connection] = await Promise.all([
    services().connections.accounts(journey.institutionId, connectionId),
    services().connections.connection(journey.institutionId, connectionId),
  ]);
  // "Branch 2" before "Branch 10", and accents where the reader's language has them.
  accounts.sort((a, b) => a.name.localeCompare(b.name, locale, { numeric: true }));
  const supported = accounts.filter(isSupportedBySage);
  const only = supported.length === 1 ? supported.map(({ id }) => id) : [];
  return (
    <Snapshot
      token={token}
      context={context}
      seen={{
        page: "account",
        steps: 3,
        company: connection?.companyName ?? "",
        several: institution.accountChoice !== "one",
        accounts: accounts.map(snapshotAccount),
        chosen: journey.accountIds.length > 0 ? journey.accountIds : only,
      }}
      submit={submitAccounts.bind(null, token)}
      back={`${paths.connect.identify(token)}?again`}
    />
  );
}
