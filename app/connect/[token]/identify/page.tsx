import { headers } from "next/headers";
import { ApprovalWatch } from "#components/connect/approval-watch.tsx";
import type { OpenedJourney } from "#lib/journey/journey.ts";
import { stepsOf } from "#lib/journey/page-for.ts";
import { isAskedAbout } from "#lib/link/approve-arrival.ts";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { visitorOfRequest } from "#lib/web/http/visitor.ts";
import { journeyAt, type Search } from "#lib/web/journey/journey-page.ts";
import { Snapshot } from "../snapshot.tsx";
import { submitPasscode, takeApproval } from "./actions.ts";

/** Step 1: who is it? */
export default async function IdentifyPage({
  params,
  searchParams,
}: {
  params: Promise<{ token: string }>;
  searchParams: Search;
}) {
  const { token } = await params;
  const context = await journeyAt("identify", token, searchParams);
  const { journey, institution } = context;
  const [renewed] = journey.kind === "reauth" ? journey.accountIds : [];
  const watched = await isWatched(journey);
  const account = renewed ? await services().connections.accountById(renewed) : null;
  return (
    <Snapshot
      token={token}
      context={context}
      seen={{
        page: "identify",
        steps: stepsOf(journey, institution),
        renewed: account && { name: account.name, lastFour: account.lastFour },
        watched,
        again: journey.state !== "opened",
      }}
      submit={submitPasscode.bind(null, token)}
      {...(watched
        ? { watch: <ApprovalWatch poll={paths.connect.approval(token)} take={takeApproval.bind(null, token)} /> }
        : {})}
    />
  );
}

/** True while a link page at the same address asks about this journey. There a person may say that this is them. */
async function isWatched(journey: OpenedJourney) {
  if (journey.state !== "opened" || journey.kind !== "onboard") return false;
  const sent = await headers();
  const visitor = visitorOfRequest((name) => sent.get(name));
  if (!visitor) return false;
  await services().links.noteVisitor(journey.id, visitor);
  return isAskedAbout(services(), journey, visitor);
}
