import type { LinkPageState } from "#lib/link/link-page-state.ts";
import type { Translate } from "#lib/web/text/t.ts";
import { SubmitButton } from "../ui/submit-button.tsx";
import { AccountLines } from "./account-lines.tsx";
import { ArrivalQuestion } from "./arrival-question.tsx";

type Props = { state: LinkPageState; t: Translate; locale: string; institution: string; signsIn: boolean };

const BOX = "rounded-md border-2 border-accent px-4 py-3";

/**
 * The one instruction of now, always at the same place. It takes the place of the one before, and screen readers say
 * it.
 */
export const LinkNow = (props: Props) => (
  <div id="now" role="status">
    <Instruction {...props} />
  </div>
);

function Instruction({ state, t, locale, institution, signsIn }: Props) {
  const lead = <p>{t(signsIn ? "link.leadSignIn" : "link.lead", { institution })}</p>;
  const words = { t, locale, institution };
  switch (state.kind) {
    case "asks":
      return <ArrivalQuestion arrival={state.arrival} {...words} />;
    case "go-on":
      return (
        <section className={BOX}>
          <h2 className="text-lg font-semibold">{t("link.goOn.title")}</h2>
          <p className="mt-1">{t(state.isSaid ? "link.goOn.said" : "link.goOn.body")}</p>
          <Again t={t} label={t("link.again")} />
        </section>
      );
    case "connected":
      return (
        <section className={BOX}>
          <h2 className="text-lg font-semibold">{t("link.connected.title", { count: state.accounts.length })}</h2>
          <AccountLines accounts={state.accounts} {...words} />
          <p>{t("link.connected.body")}</p>
          <Again t={t} label={t("link.connected.another")} />
        </section>
      );
    case "disconnected":
      return (
        <>
          <section className={`mb-4 ${BOX}`}>
            <h2 className="text-lg font-semibold">{t("link.disconnected.title", { count: state.accounts.length })}</h2>
            <AccountLines accounts={state.accounts} {...words} />
            <p>{t("link.disconnected.back")}</p>
          </section>
          {lead}
        </>
      );
    case "before":
      return (
        <>
          {state.notice && (
            <p className={`mb-4 font-semibold ${BOX}`}>
              {t(state.notice === "late" ? "link.arrival.late" : "link.ended")}
            </p>
          )}
          {lead}
          <AccountLines accounts={state.connected} {...words} />
        </>
      );
  }
}

const Again = ({ t, label }: { t: Translate; label: string }) => (
  <div className="mt-2">
    <SubmitButton name="intent" value="again" variant="text" working={t("frame.working")}>
      {label}
    </SubmitButton>
  </div>
);
