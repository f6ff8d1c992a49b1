import type { SageChoiceGroup } from "#lib/connection/sage-products.ts";
import type { SageSteps as Steps } from "#lib/connection/sage-steps.ts";
import type { LinkPageState, Said } from "#lib/link/link-page-state.ts";
import type { LinkProgress } from "#lib/link/link-status.ts";
import type { Translate } from "#lib/web/text/t.ts";
import { LanguageSwitch } from "../connect/language-switch.tsx";
import { PageTitle } from "../connect/page-title.tsx";
import { Credentials, type ShownPasscode } from "./credentials.tsx";
import { LinkNow } from "./link-now.tsx";
import { LiveStatus } from "./live-status.tsx";
import { SageExpectations } from "./sage-expectations.tsx";
import { SageProductSelect } from "./sage-product-select.tsx";
import { SageSteps } from "./sage-steps.tsx";
import { StatusList } from "./status-list.tsx";

type Props = {
  action: (data: FormData) => Promise<void>;
  t: Translate;
  locale: string;
  otherLocale: string;
  institution: string;
  /** Opens the view; in the form's body, and in no address. */
  secret: string;
  connectionId: string;
  /** The institution signs its users in itself, so users type nothing in Sage. */
  signsIn: boolean;
  passcode: ShownPasscode | null;
  now: Date;
  waitSeconds: number | null;
  progress: LinkProgress;
  state: LinkPageState;
  statusFrame: string;
  poll: string;
  denied: string | null;
  said: Said | null;
  again: string | null;
  products: readonly SageChoiceGroup[];
  chosen: string | null;
  steps: Steps | null;
};

const FORM = "link";
const SECONDARY = "min-h-11 cursor-pointer rounded-md border border-edge px-4 text-sm hover:border-ink";

/**
 * One form, since all that it does needs the same secret. Without script each button sends it; with script it stays.
 */
export function LinkForm(props: Props) {
  const { action, t, locale, institution, state, progress, steps } = props;
  const rest = state.kind === "asks" ? state.behind : state;
  const isConnected = rest.kind === "connected";
  const instructs = rest.kind === "before" || rest.kind === "disconnected";
  return (
    <form id={FORM} action={action}>
      <Kept {...props} />
      {!instructs && <input type="hidden" name="product" value={props.chosen ?? ""} />}
      {/* The first button of a form is what the Enter key presses: one that changes nothing. */}
      <button type="submit" name="intent" value="check" className="sr-only" tabIndex={-1} aria-hidden="true" />
      <PageTitle>{t("link.title")}</PageTitle>
      <LinkNow state={state} t={t} locale={locale} institution={institution} signsIn={props.signsIn} />
      {instructs && <Way {...props} />}
      {instructs && !props.signsIn && <Credentials {...props} />}
      {steps && rest.kind !== "go-on" && (
        <SageExpectations t={t} expect={isConnected ? steps.expectConnected : steps.expect} />
      )}

      <section className={isConnected ? "mt-6" : "mt-6 border-t border-line pt-4"}>
        {!isConnected && (
          <>
            <h2 className="font-semibold">{t("link.status")}</h2>
            <StatusList
              status={progress.status}
              t={t}
              institution={institution}
              frame={progress.status === "connected" ? null : props.statusFrame}
            />
          </>
        )}
        <noscript>
          <p className="mb-2 text-sm text-muted">{t("link.checkHint", { institution })}</p>
          <button type="submit" name="intent" value="check" className={SECONDARY}>
            {t("link.check")}
          </button>
        </noscript>
        <LiveStatus
          poll={props.poll}
          mark={progress.mark}
          arrival={state.kind === "asks" ? state.arrival.journeyId : null}
          denied={props.denied}
        />
      </section>
      <div className="mt-4 text-right text-sm text-muted">
        <LanguageSwitch locale={props.otherLocale}>{t("frame.switchLanguage")}</LanguageSwitch>
      </div>
    </form>
  );
}

/** Hidden fields: the server keeps none of this, so each form brings it back. */
const Kept = ({ secret, denied, said, again, passcode }: Props) => (
  <>
    <input type="hidden" name="view" value={secret} />
    {denied && <input type="hidden" name="denied" value={denied} />}
    {said && <input type="hidden" name="said" value={`${said.took ? "yes" : "late"} ${said.mark}`} />}
    {again && <input type="hidden" name="again" value={again} />}
    {passcode && (
      <>
        <input type="hidden" name="shown" value={passcode.passcode} />
        <input type="hidden" name="shownUntil" value={passcode.expiresAt.toISOString()} />
      </>
    )}
  </>
);

/** The way in Sage, which comes before what Sage asks for. */
const Way = ({ t, locale, institution, products, chosen, steps }: Props) => (
  <section className="mt-4">
    <div className="flex flex-wrap items-end gap-2">
      <div className="min-w-0 grow">
        <SageProductSelect key={chosen} t={t} locale={locale} groups={products} chosen={chosen} />
      </div>
      <button type="submit" name="intent" value="steps" className={SECONDARY}>
        {t("link.show")}
      </button>
    </div>
    {steps && (
      <div className="mt-4">
        <SageSteps t={t} steps={steps} institution={institution} />
      </div>
    )}
  </section>
);
