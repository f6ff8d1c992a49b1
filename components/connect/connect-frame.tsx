import type { ReactNode } from "react";

export type FrameProps = {
  institution: { name: string; logo: string | null };
  sage: string;
  step?: string;
  supportCode: { label: string; code: string };
  /** How to reach the institution, in its own words. */
  help: { label: string; text: string } | null;
  timeLeft: ReactNode;
  languageSwitch: ReactNode;
  children: ReactNode;
};

/** What every page of a journey has around it: who and Sage, which step, help, the support code, the other language. */
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
      <header className="flex min-h-10 items-center gap-3 border-b border-line pb-2">
        {institution.logo ? (
          <img src={institution.logo} alt={institution.name} className="max-h-8 max-w-48 object-contain" />
        ) : (
          <span className="font-semibold">{institution.name}</span>
        )}
        <span aria-hidden="true" className="h-6 border-l border-edge" />
        <span className="font-semibold">{sage}</span>
      </header>
      <main className="pt-2">
        {step && <p className="text-sm text-muted">{step}</p>}
        {children}
        {timeLeft}
      </main>
      <footer className="mt-5 border-t border-line pt-2 text-sm text-muted">
        {help && (
          <p>
            {help.label} <span className="text-ink">{help.text}</span>
          </p>
        )}
        <div className="flex flex-wrap items-center justify-between gap-x-6">
          <p>
            {supportCode.label} <span className="font-mono text-ink">{supportCode.code}</span>
          </p>
          {languageSwitch}
        </div>
      </footer>
    </div>
  );
}
