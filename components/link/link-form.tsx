import type { SageChoiceGroup } from "#lib/connection/sage-products.ts";
import type { SageSteps as Steps } from "#lib/connection/sage-steps.ts";
import type { LinkStatus } from "#lib/link/link-status.ts";
import type { LinkArrival } from "#lib/link/ports.ts";
import type { Translate } from "#lib/web/text/t.ts";
import { LanguageSwitch } from "../connect/language-switch.tsx";
import { PageTitle } from "../connect/page-title.tsx";
import { SubmitButton } from "../ui/submit-button.tsx";
import { ArrivalQuestion } from "./arrival-question.tsx";
import { CopyButton } from "./copy-button.tsx";
import { LiveStatus } from "./live-status.tsx";
import { LocalTime } from "./local-time.tsx";
import { PasscodeLeft } from "./passcode-left.tsx";
import { SageProductSelect } from "./sage-product-select.tsx";
import { SageSteps } from "./sage-steps.tsx";
import { StatusList } from "./status-list.tsx";
import { TIME } from "./time-placeholder.ts";

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
  passcode: { passcode: string; expiresAt: Date } | null;
  now: Date;
  waitSeconds: number | null;
  status: LinkStatus;
  statusFrame: string;
  poll: string;
  arrival: LinkArrival | null;
  denied: string | null;
  approved: boolean | null;
  products: readonly SageChoiceGroup[];
  chosen: string | null;
  steps: Steps | null;
};

const FORM = "link";
const BOX = "min-w-0 rounded-md border border-line bg-transparent px-3 py-2 font-mono select-all";
const SECONDARY = "min-h-11 cursor-pointer rounded-md border border-edge px-4 text-sm hover:border-ink";

/**
 * One form, since all that it does needs the same secret. Without script each button sends it; with script it stays.
 */
export function LinkForm(props: Props) {
  const { action, t, locale, institution, secret, status, arrival } = props;
  return (
    <form id={FORM} action={action}>
      <input type="hidden" name="view" value={secret} />
      {props.denied && <input type="hidden" name="denied" value={props.denied} />}
      {/* The first button of a form is what the Enter key presses: one that changes nothing. */}
      <button type="submit" name="intent" value="check" className="sr-only" tabIndex={-1} aria-hidden="true" />
      <PageTitle>{t("link.title")}</PageTitle>
      {arrival && <ArrivalQuestion arrival={arrival} t={t} locale={locale} institution={institution} />}
      {props.approved !== null && (
        <p role="status" className="mb-4 rounded-md border border-edge px-3 py-2">
          {t(props.approved ? "link.arrival.said" : "link.arrival.late")}
        </p>
      )}
      {(status === "connected" || status === "ended") && (
        <p role="status" className="mb-4 rounded-md border-2 border-accent px-4 py-3 font-semibold">
          {t(`link.${status}`)}
        </p>
      )}
      <p>{t(props.signsIn ? "link.leadSignIn" : "link.lead", { institution })}</p>
      {!props.signsIn && <Credentials {...props} />}

      <section className="mt-6 border-t border-line pt-4">
        <h2 className="font-semibold">{t("link.status")}</h2>
        <StatusList status={status} t={t} institution={institution} frame={props.statusFrame} />
        <noscript>
          <p className="mb-2 text-sm text-muted">{t("link.checkHint", { institution })}</p>
          <button type="submit" name="intent" value="check" className={SECONDARY}>
            {t("link.check")}
          </button>
        </noscript>
        <LiveStatus poll={props.poll} status={status} arrival={arrival?.journeyId ?? null} denied={props.denied} />
      </section>

      <section className="mt-6 border-t border-line pt-4">
        <div className="flex flex-wrap items-end gap-2">
          <div className="min-w-0 grow">
            <SageProductSelect key={props.chosen} t={t} locale={locale} groups={props.products} chosen={props.chosen} />
          </div>
          <button type="submit" name="intent" value="steps" className={SECONDARY}>
            {t("link.show")}
          </button>
        </div>
        {props.steps && (
          <div className="mt-4">
            <SageSteps t={t} steps={props.steps} institution={institution} />
          </div>
        )}
      </section>
      <div className="mt-4 text-right text-sm text-muted">
        <LanguageSwitch locale={props.otherLocale}>{t("frame.switchLanguage")}</LanguageSwitch>
      </div>
    </form>
  );
}

/** The values that Sage's page asks for. */
function Credentials(props: Props) {
  const { t, connectionId, passcode, status } = props;
  return (
    <>
      <h2 className="mt-5 font-semibold">{t("link.connectionId")}</h2>
      <div className="mt-1 flex flex-wrap items-center gap-2">
        <code className={`${BOX} text-[0.9375rem]`}>
          {connectionId.split("-").map((group, place) => (
            <span key={place} className="whitespace-nowrap">
              {place > 0 && <wbr />}
              {place > 0 ? `-${group}` : group}
            </span>
          ))}
        </code>
        <CopyButton text={connectionId} copy={t("link.copy")} copied={t("link.copied")} what={t("link.connectionId")} />
      </div>

      <h2 className="mt-5 font-semibold">{t("link.passcode")}</h2>
      {passcode ? (
        <Passcode {...props} passcode={passcode} />
      ) : (
        <p className="text-sm text-muted">{t("link.passcodeLead")}</p>
      )}
      {props.waitSeconds !== null && (
        <p role="alert" className="mt-2 border-l-4 border-danger pl-3">
          {t("link.wait", { minutes: Math.ceil(props.waitSeconds / 60) })}
        </p>
      )}
      <div className="mt-2">
        <SubmitButton
          name="intent"
          value="passcode"
          variant={status === "connected" ? "text" : "primary"}
          working={t("frame.working")}
        >
          {t(passcode ? "link.getAnother" : "link.get")}
        </SubmitButton>
      </div>
    </>
  );
}

function Passcode({ t, locale, passcode, now }: Props & { passcode: { passcode: string; expiresAt: Date } }) {
  const until = passcode.expiresAt.toISOString();
  const secondsLeft = Math.floor((passcode.expiresAt.getTime() - now.getTime()) / 1000);
  const left = (minutes: number) => t("link.left", { minutes });
  return (
    <>
      <input type="hidden" name="shown" value={passcode.passcode} />
      <input type="hidden" name="shownUntil" value={until} />
      <div className="mt-1 flex flex-wrap items-center gap-2">
        <output className={`${BOX} text-2xl tracking-[0.2em]`}>{passcode.passcode}</output>
        <CopyButton
          text={passcode.passcode}
          copy={t("link.copy")}
          copied={t("link.copied")}
          what={t("link.passcode")}
        />
      </div>
      <p className="mt-1 text-sm text-muted">
        <LocalTime at={until} locale={locale} sentence={t("link.works", { time: TIME })} />
      </p>
      <PasscodeLeft secondsLeft={secondsLeft} minutes={[left(0), left(1), left(2)]} over={t("link.over")} />
    </>
  );
}
