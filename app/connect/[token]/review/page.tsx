import { redirect } from "next/navigation";
import { JourneyFrame } from "#components/connect/journey-frame.tsx";
import { PageTitle } from "#components/connect/page-title.tsx";
import { Review } from "#components/connect/review.tsx";
import { WaysOut } from "#components/connect/ways-out.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { stepsOf } from "#lib/journey/page-for.ts";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { consentWords } from "#lib/web/consent.ts";
import { journeyAt, type Search } from "#lib/web/journey-page.ts";
import { otherLocale } from "#lib/web/words.ts";
import { cancel, switchLocale } from "../actions.ts";
import { confirm } from "./actions.ts";

/** Step 3: who shares what with whom. Sage tells us nothing of its user, so a stolen link has to fail at this page. */
export default async function ReviewPage({
  params,
  searchParams,
}: {
  params: Promise<{ token: string }>;
  searchParams: Search;
}) {
  const { token } = await params;
  const context = await journeyAt("review", token, searchParams);
  const { journey, institution, locale, words } = context;
  const connectionId = journey.connectionId ?? "";
  const [all, connection] = await Promise.all([
    services().connections.accounts(journey.institutionId, connectionId),
    services().connections.connection(journey.institutionId, connectionId),
  ]);
  const accounts = all.filter(({ id }) => journey.accountIds.includes(id));
  if (accounts.length === 0) redirect(paths.connect.account(token));
  const changed = (await searchParams).changed !== undefined;
  const reauth = journey.kind === "reauth";
  const steps = stepsOf(journey, institution);
  const button = reauth ? "review.confirm" : accounts.length > 1 ? "review.connectSeveral" : "review.connect";
  return (
    <JourneyFrame
      {...context}
      otherLocale={otherLocale(locale)}
      step={{ number: steps, of: steps }}
      switchLocale={switchLocale.bind(null, token)}
    >
      <PageTitle>{words(reauth ? "review.titleReauth" : "review.title")}</PageTitle>
      {changed && (
        <p role="status" className="mb-3 rounded-md border border-edge px-3 py-2 text-sm">
          {words("review.changed")}
        </p>
      )}
      <Review
        words={words}
        institution={institution.name}
        company={connection?.companyName ?? ""}
        accounts={accounts}
        consent={consentWords(institution, accounts.length, locale)}
        reauth={reauth}
      >
        <form action={confirm.bind(null, token, journey.version)} className="mt-4">
          <SubmitButton working={words("frame.working")}>{words(button)}</SubmitButton>
        </form>
        <WaysOut
          words={words}
          cancel={cancel.bind(null, token)}
          {...(reauth ? {} : { back: paths.connect.account(token) })}
        />
      </Review>
    </JourneyFrame>
  );
}
