import type { Translate } from "#lib/web/text/t.ts";
import { SubmitButton } from "../ui/submit-button.tsx";
import { CopyButton } from "./copy-button.tsx";
import { LocalTime } from "./local-time.tsx";
import { PasscodeLeft } from "./passcode-left.tsx";
import { TIME } from "./time-placeholder.ts";

export type ShownPasscode = { passcode: string; expiresAt: Date };
type Props = {
  t: Translate;
  locale: string;
  connectionId: string;
  passcode: ShownPasscode | null;
  now: Date;
  waitSeconds: number | null;
};

const BOX = "min-w-0 rounded-md border border-line bg-transparent px-3 py-2 font-mono select-all";

/** The values that Sage's page asks for. */
export function Credentials(props: Props) {
  const { t, connectionId, passcode } = props;
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
      <div id="get" className="mt-2">
        <SubmitButton name="intent" value="passcode" working={t("frame.working")}>
          {t(passcode ? "link.getAnother" : "link.get")}
        </SubmitButton>
      </div>
    </>
  );
}

function Passcode({ t, locale, passcode, now }: Props & { passcode: ShownPasscode }) {
  const until = passcode.expiresAt.toISOString();
  const secondsLeft = Math.floor((passcode.expiresAt.getTime() - now.getTime()) / 1000);
  const left = (minutes: number) => t("link.left", { minutes });
  return (
    <>
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
