import { PageTitle } from "#components/connect/page-title.tsx";
import { LinkForm } from "#components/link/link-form.tsx";
import { LinkFrame } from "#components/link/link-frame.tsx";
import { hashPasscode, isPasscodeShown } from "#lib/connection/passcode.ts";
import { sageChoice, sageChoiceGroups } from "#lib/connection/sage-products.ts";
import { sageSteps } from "#lib/connection/sage-steps.ts";
import { arrivalFor } from "#lib/link/approve-arrival.ts";
import { linkPageState } from "#lib/link/link-page-state.ts";
import { linkProgress } from "#lib/link/link-status.ts";
import type { LinkView } from "#lib/link/ports.ts";
import { paths } from "#lib/paths.ts";
import { services } from "#lib/services.ts";
import { acceptedLocale, linkContext } from "#lib/web/link/link-page.ts";
import { otherLocale, translatorIn } from "#lib/web/text/t.ts";
import { submitLinkForm } from "./actions.ts";

/**
 * All that an institution's user needs to connect. Shows Connection ID, a fresh password, the steps in Sage, and how
 * far they are.
 */
export default async function LinkPage() {
  const context = await linkContext();
  if (!context) return <Closed />;
  const { view, secret, institution, locale, t, use } = context;
  const [progress, passcode, arrival] = await Promise.all([
    linkProgress(services(), view),
    use.passcode && (await stillWorks(view, use.passcode)) ? use.passcode : null,
    arrivalFor(services(), view, use.denied ?? null),
  ]);
  const choice = sageChoice(use.product);
  const [said, again] = [use.said ?? null, use.again ?? null];
  return (
    <LinkFrame
      institution={{
        name: institution.name,
        logo: institution.hasLogo ? paths.brand.logo(institution.id, institution.brandVersion) : null,
      }}
      help={institution.help[locale] ?? institution.help.en ?? null}
      t={t}
      messages={{
        origins: institution.linkOrigins,
        passcode: use.passcode?.expiresAt.toISOString() ?? null,
        status: progress.status,
      }}
    >
      <LinkForm
        action={submitLinkForm}
        t={t}
        locale={locale}
        otherLocale={otherLocale(locale)}
        institution={institution.name}
        secret={secret}
        connectionId={view.connectionId}
        signsIn={institution.authorizationRedirectUrl !== null}
        passcode={passcode}
        now={services().clock()}
        waitSeconds={use.waitSeconds ?? null}
        progress={progress}
        state={linkPageState({ ...progress, arrival, said, again })}
        statusFrame={paths.link.status(view.id)}
        poll={paths.link.poll}
        denied={use.denied ?? null}
        said={said}
        again={again}
        products={sageChoiceGroups}
        chosen={choice ? (use.product ?? null) : null}
        steps={choice ? sageSteps(choice) : null}
      />
    </LinkFrame>
  );
}

/** A password that was used, replaced or spent is not shown as one that works. */
async function stillWorks({ institutionId, connectionId }: LinkView, { passcode }: { passcode: string }) {
  const { connections, passcodeKey, clock } = services();
  const held = await connections.heldPasscode(institutionId, connectionId);
  if (!held || !isPasscodeShown(held, clock())) return false;
  return held.hash === hashPasscode(passcodeKey, connectionId, passcode);
}

async function Closed() {
  const t = translatorIn(await acceptedLocale());
  return (
    <main className="mx-auto max-w-[32rem] px-4 py-6">
      <PageTitle>{t("link.closed.title")}</PageTitle>
      <p>{t("link.closed.body")}</p>
    </main>
  );
}
