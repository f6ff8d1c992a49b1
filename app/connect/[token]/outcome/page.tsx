import { setTimeout as sleep } from "node:timers/promises";
import { redirect } from "next/navigation";
import { JourneyFrame } from "#components/connect/journey-frame.tsx";
import { PageTitle } from "#components/connect/page-title.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { awaitOutcome } from "#lib/journey/await-outcome.ts";
import { type Journey, leaseLapsed } from "#lib/journey/journey.ts";
import { wayBack } from "#lib/journey/return-address.ts";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { journeyAt, type Search } from "#lib/web/journey-page.ts";
import { otherLocale } from "#lib/web/words.ts";
import { cancel, switchLocale } from "../actions.ts";
import { retry } from "./actions.ts";

const BUTTON =
  "mt-4 inline-flex min-h-12 w-full items-center justify-center rounded-md bg-accent px-6 font-semibold text-on-accent sm:w-auto";

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
  const { institution, words, grant } = context;
  const journey = await awaitOutcome({ ...services(), pause: () => sleep(250) }, context.journey);
  // Whoever waited here for Sage is done: home.
  if (context.journey.state === "linking" && journey.state === "linked") redirect(wayBack(journey.returnAddress));
  const now = services().clock();
  const kind = outcomeOf(journey, now);
  const mayRetry = kind === "unreachable" && grant === "identified";
  return (
    <JourneyFrame
      {...context}
      journey={journey}
      open={journey.state === "failed"}
      otherLocale={otherLocale(context.locale)}
      switchLocale={switchLocale.bind(null, token)}
    >
      <PageTitle>{words(`outcome.${kind}.title`)}</PageTitle>
      <p role="status">
        {kind === "unreachable" && !mayRetry
          ? words("outcome.unreachable.elsewhere")
          : words(`outcome.${kind}.body`, { institution: institution.name })}
      </p>
      {kind === "expired" && <p className="mt-2">{words("outcome.expired.again")}</p>}
      {mayRetry && (
        <form action={retry.bind(null, token)} className="mt-4">
          <SubmitButton working={words("frame.working")}>{words("outcome.unreachable.retry")}</SubmitButton>
        </form>
      )}
      {kind === "linking" ? (
        <a href={paths.connect.outcome(token)} className={BUTTON}>
          {words("outcome.linking.look")}
        </a>
      ) : (
        <div className="mt-4">
          {journey.state === "failed" ? (
            <form action={cancel.bind(null, token)}>
              <SubmitButton variant={mayRetry ? "text" : "primary"} working={words("frame.working")}>
                {words("frame.returnToSage")}
              </SubmitButton>
            </form>
          ) : (
            <a href={wayBack(journey.returnAddress)} className={BUTTON}>
              {words("frame.returnToSage")}
            </a>
          )}
        </div>
      )}
    </JourneyFrame>
  );
}

function outcomeOf(journey: Journey, now: Date) {
  if (journey.state === "linking") return leaseLapsed(journey, now) ? "unreachable" : "linking";
  if (journey.state === "linked") return journey.kind === "reauth" ? "linkedReauth" : "linked";
  if (journey.state === "cancelled") return "cancelled";
  if (journey.state === "expired") return journey.ambiguous ? "unsure" : "expired";
  if (journey.failure === "sage-unreachable") return "unreachable";
  return journey.failure === "sage-expired" ? "expired" : "refused";
}
