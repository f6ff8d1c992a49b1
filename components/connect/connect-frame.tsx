import type { ReactNode } from "react";
import { WithPhone } from "../ui/with-phone.tsx";
import { FrameHeader, type ShownInstitution } from "./frame-header.tsx";

export type FrameProps = {
  institution: ShownInstitution;
  sage: string;
  step?: string;
  supportCode: { label: string; code: string };
  /** How to reach the institution, in its own words. */
  help: { label: string; text: string } | null;
  timeLeft: ReactNode;
  languageSwitch: ReactNode;
  children: ReactNode;
};

/** The frame of every page of a journey: who and Sage, which step, help, the support code, the other language. */
export function ConnectFrame({
  institution,
  sage,
  step,
  supportCode,
  help,
  timeLeft,
  languageSwitch,
  children,
}: FrameProps) {
  return (
    <div className="mx-auto max-w-[32rem] px-4 pt-3 pb-6">
      <FrameHeader institution={institution} sage={sage} />
      <main className="pt-2">
        {step && <p className="text-sm text-muted">{step}</p>}
        {timeLeft}
        {children}
      </main>
      <footer className="mt-5 border-t border-line pt-2 text-sm text-muted">
        {help && (
          <p>
            {help.label}{" "}
            <span className="text-ink">
              <WithPhone>{help.text}</WithPhone>
            </span>
          </p>
        )}
        <div className="flex flex-wrap items-center justify-between gap-x-6">
          <p>
            {supportCode.label}{" "}
            <span translate="no" className="font-mono text-ink">
              {supportCode.code}
            </span>
          </p>
          {languageSwitch}
        </div>
      </footer>
    </div>
  );
}
