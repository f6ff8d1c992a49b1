import { setTimeout as sleep } from "node:timers/promises";
import { redirect } from "next/navigation";
import { awaitOutcome } from "#lib/journey/await-outcome.ts";
import { type Journey, leaseLapsed } from "#lib/journey/journey.ts";
import type { Outcome } from "#lib/journey/page-snapshot.ts";
import { wayBack } from "#lib/journey/return-address.ts";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { journeyAt, type Search } from "#lib/web/journey/journey-page.ts";
import { Snapshot } from "../snapshot.tsx";
import { retry } from "./actions.ts";

/** Where a journey that is over, or in Sage's hands, shows what became of it; with the way home. */
export default async function OutcomePage({
  params,
  searchParams,
}: {
  params: Promise<{ token: string }>;
  searchParams: Search;
}) {
  const { token } = await params;
  const context = await journeyAt("outcome", token, searchParams);
  const journey = await awaitOutcome({ ...services(), pause: () => sleep(250) }, context.journey);
  const home = wayBack(context.journey.returnAddress);
  // A person who waited here for Sage is done: home.
  if (context.journey.state === "linking" && journey.state === "linked") redirect(home);
  const outcome = outcomeOf(journey, services().clock());
  const failed = journey.state === "failed";
  const mayRetry = outcome === "unreachable" && context.grant === "identified";
  return (
    <Snapshot
      token={token}
      context={{ ...context, open: failed }}
      seen={{ page: "outcome", outcome, mayRetry, toTell: failed }}
      retry={retry.bind(null, token)}
      again={paths.connect.outcome(token)}
      home={home}
    />
  );
}

function outcomeOf(journey: Journey, now: Date): Outcome {
  if (journey.state === "linking") return leaseLapsed(journey, now) ? "unreachable" : "linking";
  if (journey.state === "linked") return journey.kind === "reauth" ? "linkedReauth" : "linked";
  if (journey.state === "cancelled") return "cancelled";
  if (journey.state === "expired") return journey.ambiguous ? "unsure" : "expired";
  if (journey.failure === "sage-unreachable") return "unreachable";
  if (journey.failure !== "sage-expired") return "refused";
  // A try before it may have been taken.
  return journey.ambiguous ? "unsure" : "expired";
}
