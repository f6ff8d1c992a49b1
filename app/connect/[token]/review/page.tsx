import { redirect } from "next/navigation";
import { stepsOf } from "#lib/journey/page-for.ts";
import { snapshotAccount } from "#lib/journey/page-snapshot.ts";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { journeyAt, type Search } from "#lib/web/journey/journey-page.ts";
import { Snapshot } from "../snapshot.tsx";
import { confirm } from "./actions.ts";

/** Step 3: who shares what with whom. */
export default async function ReviewPage({
  params,
  searchParams,
}: {
  params: Promise<{ token: string }>;
  searchParams: Search;
}) {
  const { token } = await params;
  const context = await journeyAt("review", token, searchParams);
  const { journey, institution } = context;
  const connectionId = journey.connectionId ?? "";
  const [all, connection] = await Promise.all([
    services().connections.accounts(journey.institutionId, connectionId),
    services().connections.connection(journey.institutionId, connectionId),
  ]);
  const accounts = all.filter(({ id }) => journey.accountIds.includes(id));
  if (accounts.length === 0) redirect(paths.connect.account(token));
  return (
    <Snapshot
      token={token}
      context={context}
      seen={{
        page: "review",
        company: connection?.companyName ?? "",
        accounts: accounts.map(snapshotAccount),
        reauth: journey.kind === "reauth",
        steps: stepsOf(journey, institution),
        changed: (await searchParams).changed !== undefined,
      }}
      confirm={confirm.bind(null, token, journey.version)}
      back={paths.connect.account(token)}
    />
  );
}
